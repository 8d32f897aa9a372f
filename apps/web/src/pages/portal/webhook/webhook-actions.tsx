import type { Webhook } from '@kabinet/contracts/notifications/webhook-resources';
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { queryClient } from '../../../api/query-client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { ActionDialog } from '../../../forms/action-dialog.tsx';
import { paths } from '../../../navigation/paths.ts';
import { ActButton } from './act-button.tsx';
import { EditWebhook } from './edit-webhook.tsx';
import { showWebhookChanges } from './queries.ts';
import { ShownSecret } from './shown-secret.tsx';

type Step = 'editing' | 'rotating' | 'removing' | { readonly secret: string };

/** What its owners do with a webhook. */
export function WebhookActions({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>();
  const close = () => setStep(undefined);
  const isOn = webhook.status === 'enabled';
  return (
    <>
      {isOn && <TestButton webhook={webhook} />}
      <SwitchButton webhook={webhook} />
      <Button variant="default" onClick={() => setStep('editing')}>
        {t('webhooks.edit')}
      </Button>
      <Button variant="default" onClick={() => setStep('rotating')}>
        {t('webhooks.rotate')}
      </Button>
      <Button variant="default" onClick={() => setStep('removing')}>
        {t('webhooks.remove')}
      </Button>
      {step === 'editing' && <EditWebhook webhook={webhook} close={close} />}
      {step === 'rotating' && <RotateSecret webhook={webhook} made={(secret) => setStep({ secret })} close={close} />}
      {step === 'removing' && <RemoveWebhook webhook={webhook} close={close} />}
      {typeof step === 'object' && <ShownSecret secret={step.secret} close={close} />}
    </>
  );
}

function TestButton({ webhook: { id } }: { readonly webhook: Webhook }) {
  const { t } = useTranslation();
  const act = () => api.notifications.testWebhook({ params: { id } });
  return <ActButton variant="filled" label={t('webhooks.test')} act={act} done={t('webhooks.tested')} />;
}

function SwitchButton({ webhook: { id, status } }: { readonly webhook: Webhook }) {
  const { t } = useTranslation();
  const change = (to: 'enabled' | 'disabled') => api.notifications.changeWebhook({ params: { id }, body: { status: to } });
  return status === 'enabled' ? (
    <ActButton label={t('webhooks.switch_off')} act={() => change('disabled')} done={t('webhooks.switched_off')} />
  ) : (
    <ActButton label={t('webhooks.switch_on')} act={() => change('enabled')} done={t('webhooks.switched_on')} />
  );
}

interface RotateSecretProps {
  readonly webhook: Webhook;
  readonly made: (secret: string) => void;
  readonly close: () => void;
}

/** The dialog closes before the secret is shown in one of its own. */
function RotateSecret({ webhook: { id }, made, close }: RotateSecretProps) {
  const { t } = useTranslation();
  const secret = useRef<string>(undefined);
  async function act(): Promise<void> {
    secret.current = (await api.notifications.rotateWebhookSecret({ params: { id } })).secret;
    await showWebhookChanges();
  }
  return (
    <ActionDialog
      title={t('webhooks.rotate_title')}
      preview={t('webhooks.rotate_preview')}
      confirmLabel={t('webhooks.rotate_confirm')}
      act={act}
      close={() => (secret.current === undefined ? close() : made(secret.current))}
    />
  );
}

function RemoveWebhook({ webhook: { id }, close }: { readonly webhook: Webhook; readonly close: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  async function act(): Promise<void> {
    await api.notifications.deleteWebhook({ params: { id } });
    announce(t('webhooks.removed'));
    await navigate({ to: paths.webhooks() });
    queryClient.removeQueries({ queryKey: ['webhooks', 'one', id] });
    await queryClient.invalidateQueries({ queryKey: ['webhooks', 'list'] });
  }
  return (
    <ActionDialog
      title={t('webhooks.remove_title')}
      preview={t('webhooks.remove_preview')}
      confirmLabel={t('webhooks.remove')}
      act={act}
      close={close}
    />
  );
}
