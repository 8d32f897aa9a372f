import type { User } from '@kabinet/contracts/auth/resources';
import { ActionIcon, Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icons.tsx';
import { useMe } from '../../../session/me.ts';
import { ChangeRoles } from './change-roles.tsx';
import { DecideUser, type UserAction } from './decide-user.tsx';

/** What an administrator may do with an account; nothing with their own. */
export function UserMenu({ user }: { readonly user: User }) {
  const { t } = useTranslation();
  const me = useMe();
  const [chosen, choose] = useState<'roles' | UserAction>();
  const close = () => choose(undefined);
  if (user.id === me.id) return t('common.you');
  const toggle = user.status === 'active' ? 'disable' : 'enable';
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="var(--mantine-color-text)"
            className="no-print"
            aria-label={t('organizations.actions_of', { name: user.email })}
          >
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => choose('roles')}>{t('users.change_roles')}</Menu.Item>
          <Menu.Item onClick={() => choose(toggle)}>{t(`users.${toggle}.action`)}</Menu.Item>
          <Menu.Item onClick={() => choose('reset')}>{t('users.reset.action')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {chosen === 'roles' && <ChangeRoles user={user} close={close} />}
      {chosen !== undefined && chosen !== 'roles' && <DecideUser action={chosen} user={user} close={close} />}
    </>
  );
}
