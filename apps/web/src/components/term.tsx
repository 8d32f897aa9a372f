import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import classes from './term.module.css';

/** From here on an end is worth a word. */
const SOON_DAYS = 90;

/** The last day of a term; how much is left of it when that is little. */
export function TermEnd({ until }: { readonly until: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (until === null) return t('common.perpetual');
  const days = format.daysUntil(until);
  return (
    <div className={classes.term}>
      {format.date(until)}
      {days >= 0 && days <= SOON_DAYS && (
        <Text size="xs" c={days <= 14 ? 'var(--mantine-color-error)' : 'dimmed'} component="div">
          {days === 0 ? t('common.ends_today') : t('common.days_left', { count: days })}
        </Text>
      )}
    </div>
  );
}
