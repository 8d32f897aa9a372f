import { Paper } from '@mantine/core';
import { Outlet } from '@tanstack/react-router';
import { useBrand } from '../brand/brand.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { Logo } from './logo.tsx';
import { ThemeMenu } from './theme-menu.tsx';
import content from './content.module.css';
import classes from './public-layout.module.css';

/** A card in the middle, for who is not logged in. */
export function PublicLayout() {
  const { name } = useBrand();
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <span className={content.brand}>
          <Logo />
          {name}
        </span>
        <span className={classes.controls}>
          <LanguageSwitch />
          <ThemeMenu />
        </span>
      </header>
      <main className={classes.main}>
        <Paper withBorder className={classes.card}>
          <Outlet />
        </Paper>
      </main>
    </div>
  );
}
