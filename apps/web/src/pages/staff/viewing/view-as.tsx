import { Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { ActionDialog, type ActionInput } from '../../../forms/action-dialog.tsx';
import { paths } from '../../../navigation/paths.ts';
import { switchPerson } from '../../../session/me.ts';
import { session } from '../../../session/session.ts';

interface ViewAsProps {
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly close: () => void;
}

/** Looks at the portal with the eyes of a customer's person: read only, for a reason that their owners can read. */
export function ViewAs({ user: { id, name, email }, close }: ViewAsProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  async function act({ reason }: ActionInput): Promise<void> {
    session.view(await api.auth.startViewing({ params: { id }, body: { reason } }));
    await switchPerson();
    await navigate({ to: paths.home(), search: {} });
  }
  return (
    <ActionDialog
      title={t('viewing.title', { name })}
      preview={<Text>{t('viewing.preview', { name, email })}</Text>}
      confirmLabel={t('viewing.start')}
      asksReason
      act={act}
      close={close}
    />
  );
}
