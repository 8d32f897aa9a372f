import type { CabinetUser } from '@kabinet/contracts/auth/resources';
import { ActionIcon, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/api.ts';
import { announce } from '../../../../components/announcements/announce.ts';
import { Icon } from '../../../../components/icons.tsx';
import { FailureDialog } from '../../../../forms/failure-dialog.tsx';
import { ChangePerson } from './change-person.tsx';
import { readPerson, showPeopleChanges, type PersonOf } from './queries.ts';
import { RemovePerson } from './remove-person.tsx';

interface Chosen {
  readonly action: 'change' | 'remove';
  readonly person: CabinetUser;
}

/** What an owner may do with somebody. The person is read again first: a change is made of what they are now. */
export function PersonMenu({ organization, person }: PersonOf) {
  const { t } = useTranslation();
  const choice = useMutation({
    mutationFn: async (action: Chosen['action']): Promise<Chosen> => ({ action, person: await readPerson({ organization, person }) }),
  });
  const resending = useResending({ organization, person });
  const isInvited = person.status === 'invited' || person.status === 'expired';
  const removal = isInvited ? 'withdraw' : 'remove';
  const failed = [choice, resending].find(({ isError }) => isError);
  const dialog = choice.data && { organization, person: choice.data.person, close: choice.reset };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="var(--mantine-color-text)"
            className="no-print"
            loading={choice.isPending || resending.isPending}
            aria-label={t('organizations.actions_of', { name: person.name })}
          >
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => choice.mutate('change')}>{t('organizations.change')}</Menu.Item>
          {isInvited && <Menu.Item onClick={() => resending.mutate()}>{t('people.resend')}</Menu.Item>}
          <Menu.Item onClick={() => choice.mutate('remove')}>{t(`organizations.${removal}`)}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog && choice.data.action === 'change' && <ChangePerson {...dialog} />}
      {dialog && choice.data.action === 'remove' && <RemovePerson {...dialog} />}
      {failed && <FailureDialog error={failed.error} close={failed.reset} />}
    </>
  );
}

function useResending({ organization, person }: PersonOf) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: () => api.auth.resendInvitation({ params: { id: organization.id, user_id: person.id } }),
    onSuccess: async ({ email }) => {
      announce(t('people.resent', { email }));
      await showPeopleChanges();
    },
  });
}
