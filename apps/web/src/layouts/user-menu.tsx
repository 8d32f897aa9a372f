import { ActionIcon, Menu, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../components/icons.tsx';
import type { Language } from '../i18n/i18n.ts';
import { useScope } from '../navigation/link.tsx';
import { paths } from '../navigation/paths.ts';
import { logOut } from '../session/leave.ts';
import { useMe } from '../session/me.ts';

/** Dialogs are not among what every page loads. */
const FailureDialog = lazy(async () => ({ default: (await import('../forms/failure-dialog.tsx')).FailureDialog }));

export function UserMenu({ showShortcuts }: { readonly showShortcuts: () => void }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language as Language;
  const { name } = useMe();
  const scope = useScope();
  const leave = useMutation({ mutationFn: logOut });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('shell.user_menu', { name })}>
            <Icon name="user" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Person />
          <Menu.Divider />
          <Menu.Item renderRoot={(root) => <Link to={paths.profile()} search={scope} {...root} />}>{t('shell.profile')}</Menu.Item>
          <Menu.Item className="narrow-only" renderRoot={(root) => <Link to={paths.guides(language)} search={{}} {...root} />}>
            {t('shell.guides')}
          </Menu.Item>
          <Menu.Item onClick={showShortcuts}>{t('keyboard.title')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => leave.mutate('here')}>{t('shell.log_out')}</Menu.Item>
          <Menu.Item onClick={() => leave.mutate('everywhere')}>{t('shell.log_out_everywhere')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {/* Whoever wants to leave must know when they have not. */}
      <Suspense>{leave.isError && <FailureDialog error={leave.error} close={leave.reset} />}</Suspense>
    </>
  );
}

function Person() {
  const { name, email } = useMe();
  return (
    <Menu.Label component="div">
      <Text size="sm" fw={550} c="var(--mantine-color-text)">
        {name}
      </Text>
      <Text size="xs" c="dimmed">
        {email}
      </Text>
    </Menu.Label>
  );
}
