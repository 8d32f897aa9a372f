import { accessTable, type StaffRole } from '@kabinet/contracts/access';
import type { User } from '@kabinet/contracts/auth/resources';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { queryClient } from '../../../api/query-client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { ChoicesField } from '../../../forms/choices-field.tsx';
import { Dialog } from '../../../forms/dialog.tsx';
import { Form } from '../../../forms/form.tsx';

interface ChangeRolesProps {
  readonly user: User;
  readonly close: () => void;
}

const roles = Object.keys(accessTable.staff) as StaffRole[];

/** What somebody may do for the vendor; without any role they are no staff. */
export function ChangeRoles({ user: { id, email, staff_roles }, close }: ChangeRolesProps) {
  const { t } = useTranslation();
  async function submit(body: { staff_roles: StaffRole[] }): Promise<void> {
    await api.auth.changeUser({ params: { id }, body });
    close();
    announce(t('users.roles_changed', { email }));
    await queryClient.invalidateQueries({ queryKey: ['users'] });
  }
  return (
    <Dialog title={t('users.roles_title', { email })} close={close}>
      <Form initial={{ staff_roles: [...staff_roles] }} submit={submit} submitLabel={t('common.save')} cancel={close}>
        <ChoicesField
          name="staff_roles"
          label={t('users.staff_roles')}
          description={t('users.roles_hint')}
          options={roles.map((value) => ({ value, label: t(`common.role.${value}`), description: t(`users.roles.${value}`) }))}
        />
      </Form>
    </Dialog>
  );
}
