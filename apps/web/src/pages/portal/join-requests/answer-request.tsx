import type { JoinRequest } from '@kabinet/contracts/auth/resources';
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { queryClient } from '../../../api/query-client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { ActionDialog } from '../../../forms/action-dialog.tsx';
import { Dialog } from '../../../forms/dialog.tsx';
import { Form } from '../../../forms/form.tsx';
import { AccessFields, type AccessValues } from '../organization/people/access-fields.tsx';
import { disabledBeside, servicesOf } from '../organization/people/services.ts';

interface RequestOf {
  readonly request: JoinRequest;
}

/** Lets somebody in, with a role, or does not. */
export function AnswerRequest({ request }: RequestOf) {
  const { t } = useTranslation();
  const [chosen, choose] = useState<'accept' | 'decline'>();
  const close = () => choose(undefined);
  return (
    <Group gap="xs" className="no-print">
      {(['accept', 'decline'] as const).map((action) => (
        <Button
          key={action}
          variant="default"
          size="compact-sm"
          aria-label={`${t(`joining.${action}`)}: ${request.name}`}
          onClick={() => choose(action)}
        >
          {t(`joining.${action}`)}
        </Button>
      ))}
      {chosen === 'accept' && <Accept request={request} close={close} />}
      {chosen === 'decline' && <Decline request={request} close={close} />}
    </Group>
  );
}

interface AnswerProps extends RequestOf {
  readonly close: () => void;
}

async function showAnswers(): Promise<void> {
  await Promise.all([['join-requests'], ['people']].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}

function Accept({ request: { id, name, email, cabinet }, close }: AnswerProps) {
  const { t } = useTranslation();
  const initial: AccessValues = { role: 'viewer', services: [...servicesOf('owner')] };
  async function submit({ role, services }: AccessValues): Promise<void> {
    await api.auth.acceptJoinRequest({ params: { id }, body: { role, disabled: disabledBeside(services, role) } });
    close();
    announce(t('organizations.invited', { email }));
    await showAnswers();
  }
  return (
    <Dialog title={t('joining.accept_title', { name })} close={close}>
      <Form initial={initial} submit={submit} submitLabel={t('organizations.send_invitation')} cancel={close}>
        <Text>{t('joining.accept_preview', { email, cabinet: cabinet.name })}</Text>
        <AccessFields />
      </Form>
    </Dialog>
  );
}

function Decline({ request: { id, name }, close }: AnswerProps) {
  const { t } = useTranslation();
  async function act(): Promise<void> {
    await api.auth.declineJoinRequest({ params: { id } });
    announce(t('joining.declined', { name }));
    await showAnswers();
  }
  return (
    <ActionDialog
      title={t('joining.decline_title', { name })}
      preview={t('joining.decline_preview')}
      confirmLabel={t('joining.decline')}
      act={act}
      close={close}
    />
  );
}
