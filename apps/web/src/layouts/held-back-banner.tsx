import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../navigation/paths.ts';
import { useMe } from '../session/me.ts';
import classes from './banner.module.css';

/** Says on every page which organizations do not let the person in, why, and what to do about it. */
export function HeldBackBanner() {
  const { t } = useTranslation();
  const { memberships, viewed_by } = useMe();
  const names = memberships.filter(({ held_back }) => held_back).map(({ cabinet }) => cabinet.name);
  if (names.length === 0) return null;
  return (
    <div role="status" className={classes.banner}>
      <span>{t('shell.held_back', { count: names.length, names: names.join(', ') })}</span>
      {viewed_by === null && (
        <Button size="compact-sm" className="no-print" renderRoot={(root) => <Link to={paths.security()} {...root} />}>
          {t('shell.second_factor')}
        </Button>
      )}
    </div>
  );
}
