import type { NewWebhook } from '@kabinet/contracts/notifications/webhook-resources';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { CabinetField } from '../../../forms/cabinet-field.tsx';
import { Dialog } from '../../../forms/dialog.tsx';
import { Form } from '../../../forms/form.tsx';
import { showWebhookChanges } from './queries.ts';
import { ShownSecret } from './shown-secret.tsx';
import { WebhookFields } from './webhook-fields.tsx';

const nothing: Required<NewWebhook> = { cabinet_id: '', url: '', description: '', events: ['license', 'expiry', 'transfer'] };

/** Asks for a new webhook, then shows its secret. */
export function CreateWebhook() {
  const { t } = useTranslation();
  const [step, setStep] = useState<'asking' | { readonly secret: string }>();
  const close = () => setStep(undefined);
  async function submit(body: NewWebhook): Promise<void> {
    const { secret } = await api.notifications.createWebhook({ body });
    setStep({ secret });
    await showWebhookChanges();
  }
  return (
    <>
      <Button onClick={() => setStep('asking')}>{t('webhooks.add')}</Button>
      {step === 'asking' && (
        <Dialog title={t('webhooks.add')} close={close}>
          <Form initial={nothing} submit={submit} submitLabel={t('webhooks.create')} cancel={close}>
            <WebhookFields />
            <CabinetField name="cabinet_id" label={t('webhooks.cabinet')} description={t('webhooks.cabinet_hint')} required />
          </Form>
        </Dialog>
      )}
      {typeof step === 'object' && <ShownSecret secret={step.secret} close={close} />}
    </>
  );
}
