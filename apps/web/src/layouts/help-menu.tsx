import { ActionIcon, Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon } from '../components/icons.tsx';
import type { Language } from '../i18n/i18n.ts';
import { paths } from '../navigation/paths.ts';
import { useMe } from '../session/me.ts';

/** The guide of who asks, all of them, and the keys. */
export function HelpMenu({ showShortcuts }: { readonly showShortcuts: () => void }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language as Language;
  const own = useMe().staff_roles.length > 0 ? 'staff' : 'customers';
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('shell.help')}>
          <Icon name="help" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item renderRoot={(root) => <Link to={paths.guide(language, own)} search={{}} {...root} />}>{t('shell.own_guide')}</Menu.Item>
        <Menu.Item renderRoot={(root) => <Link to={paths.guides(language)} search={{}} {...root} />}>{t('shell.guides')}</Menu.Item>
        <Menu.Item onClick={showShortcuts}>{t('keyboard.title')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
