import { Text, Timeline } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../../../components/section.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import type { LicenseDetails } from './queries.ts';

type Entry = LicenseDetails['history'][number];

interface HistoryProps {
  readonly entries: readonly Entry[];
  /** Whose life it is: languages with genders tell it in other words. */
  readonly of: 'licenses' | 'certificates';
}

/** What became of a licence or certificate, the newest first. */
export function History({ entries, of }: HistoryProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('licenses.history')}>
      <Timeline bulletSize={12} lineWidth={2} active={entries.length}>
        {entries.toReversed().map((entry) => (
          <Timeline.Item key={`${entry.at} ${entry.what}`} title={`${t(`${of}.what.${entry.what}`)} ${t(`licenses.by.${entry.by}`)}`}>
            <Details details={entry.details} />
            <Text size="sm" c="dimmed">
              {format.instant(entry.at)}
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </Section>
  );
}

/** Of the details those that say something to a person. */
function Details({ details: { reason, valid_until } }: Pick<Entry, 'details'>) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      {typeof valid_until === 'string' && <Text size="sm">{t('licenses.until', { date: format.date(valid_until) })}</Text>}
      {typeof reason === 'string' && <Text size="sm">{t('licenses.reason', { reason })}</Text>}
    </>
  );
}
