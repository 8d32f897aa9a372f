import type { CabinetUser } from '@kabinet/contracts/auth/resources';
import { ActionIcon, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../../components/icons.tsx';
import { FailureDialog } from '../../../../forms/failure-dialog.tsx';
import { ChangePerson } from './change-person.tsx';
import { readPerson, type PersonOf } from './queries.ts';
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
  const removal = person.status === 'invited' ? 'withdraw' : 'remove';
  const dialog = choice.data && { organization, person: choice.data.person, close: choice.reset };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="var(--mantine-color-text)"
            className="no-print"
            loading={choice.isPending}
            aria-label={t('organizations.actions_of', { name: person.name })}
          >
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => choice.mutate('change')}>{t('organizations.change')}</Menu.Item>
          <Menu.Item onClick={() => choice.mutate('remove')}>{t(`organizations.${removal}`)}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog && choice.data.action === 'change' && <ChangePerson {...dialog} />}
      {dialog && choice.data.action === 'remove' && <RemovePerson {...dialog} />}
      {choice.isError && <FailureDialog error={choice.error} close={choice.reset} />}
    </>
  );
}
