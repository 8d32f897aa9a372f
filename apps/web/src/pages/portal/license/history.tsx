import { Text, Timeline } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../../../components/section.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import type { LicenseDetails } from './queries.ts';

type Entry = LicenseDetails['history'][number];

interface HistoryProps {
  /** Beside the heading. */
  readonly aside?: ReactNode;
  readonly entries: readonly Entry[];
  /** Whose life it is: languages with genders tell it in other words. */
  readonly of: 'licenses' | 'certificates';
}

/** What became of a licence or certificate, the newest first. */
export function History({ entries, of, aside }: HistoryProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('licenses.history')} aside={aside}>
      <Timeline bulletSize={12} lineWidth={2} active={entries.length}>
        {entries.map((entry) => (
          <Timeline.Item key={`${entry.at} ${entry.what}`} title={`${t(`${of}.what.${stepOf(entry)}`)} ${t(`licenses.by.${entry.by}`)}`}>
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

/** A transfer that gives back what one has brought is no other transfer. */
function stepOf({ what, details }: Entry): Entry['what'] | 'given_back' | 'returned' {
  if (details['returned'] !== true) return what;
  return what === 'given' ? 'given_back' : what === 'received' ? 'returned' : what;
}

/** Of the details those that say something to a person. */
function Details({ details: { reason, valid_until, quantity, cabinet } }: Pick<Entry, 'details'>) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      {typeof quantity === 'number' && hasName(cabinet) && (
        <Text size="sm">{t('licenses.units_with', { count: quantity, cabinet: cabinet.name })}</Text>
      )}
      {typeof valid_until === 'string' && <Text size="sm">{t('licenses.until', { date: format.date(valid_until) })}</Text>}
      {typeof reason === 'string' && <Text size="sm">{t('licenses.reason', { reason })}</Text>}
    </>
  );
}

function hasName(value: unknown): value is { readonly name: string } {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}
