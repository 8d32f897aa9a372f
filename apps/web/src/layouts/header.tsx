import { ActionIcon, Burger, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useScope } from '../navigation/link.tsx';
import { Icon } from '../components/icons.tsx';
import { paths } from '../navigation/paths.ts';
import { useMay } from '../session/me.ts';
import { Bell } from './bell.tsx';
import { CabinetSwitcher } from './cabinet-switcher.tsx';
import { HelpMenu } from './help-menu.tsx';
import type { Overlay } from './keyboard/use-shortcuts.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { Logo } from './logo.tsx';
import brand from './logo.module.css';
import { useBrand } from '../brand/brand.ts';
import { ThemeMenu } from './theme-menu.tsx';
import { UserMenu } from './user-menu.tsx';
import content from './content.module.css';
import classes from './shell.module.css';

interface HeaderProps {
  readonly isNavigationOpen: boolean;
  readonly toggleNavigation: () => void;
  readonly open: (overlay: Overlay) => void;
}

export function Header({ isNavigationOpen, toggleNavigation, open }: HeaderProps) {
  const { t } = useTranslation();
  const { name } = useBrand();
  const scope = useScope();
  const maySeeCabinets = useMay('organizations.read');
  return (
    <header role="banner" className={classes.header}>
      <Burger
        className="narrow-only"
        size="sm"
        opened={isNavigationOpen}
        onClick={toggleNavigation}
        aria-expanded={isNavigationOpen}
        aria-controls="navigation"
        aria-label={t(isNavigationOpen ? 'shell.close_navigation' : 'shell.open_navigation')}
      />
      <Link to={paths.home()} search={scope} className={content.brand} aria-label={name}>
        <Logo />
        <span className={`${brand.name} wide-only`}>{name}</span>
      </Link>
      {maySeeCabinets && <CabinetSwitcher />}
      <div className={classes.spacer} />
      <Tools open={open} />
    </header>
  );
}

function Tools({ open }: Pick<HeaderProps, 'open'>) {
  const { t } = useTranslation();
  return (
    <>
      <Tooltip label={t('keyboard.search')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('keyboard.search')}
          aria-keyshortcuts="Control+K Meta+K"
          onClick={() => open('search')}
        >
          <Icon name="search" />
        </ActionIcon>
      </Tooltip>
      <Bell />
      <LanguageSwitch />
      {/* A narrow header has no room for them; the account's menu and the profile have them too. */}
      <div className={`wide-only ${classes.pair}`}>
        <HelpMenu showShortcuts={() => open('shortcuts')} />
        <ThemeMenu />
      </div>
      <UserMenu showShortcuts={() => open('shortcuts')} />
    </>
  );
}
