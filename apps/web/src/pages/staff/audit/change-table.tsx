import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat, type Format } from '../../../i18n/use-format.ts';
import type { en } from '../../../i18n/en/en.ts';
import classes from './audit.module.css';
import type { FieldChange } from './entry-changes.ts';

interface ChangeTableProps {
  readonly changes: readonly FieldChange[];
  /** There is no state before to compare with. */
  readonly isFirst: boolean;
}

/** The fields that changed, before and after. */
export function ChangeTable({ changes, isFirst }: ChangeTableProps) {
  const { t } = useTranslation();
  const valueWords = useValueWords();
  const fieldWords = useFieldWords();
  if (changes.length === 0) return <Text c="dimmed">{t('audit.nothing')}</Text>;
  return (
    <div>
      {isFirst && (
        <Text c="dimmed" mb="xs">
          {t('audit.first')}
        </Text>
      )}
      <Table aria-label={t('audit.changes')} layout="fixed" className={classes.words}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('audit.field')}</Table.Th>
            {!isFirst && <Table.Th>{t('audit.before')}</Table.Th>}
            <Table.Th>{t('audit.after')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changes.map((change) => (
            <Table.Tr key={change.field}>
              <Table.Td>{fieldWords(change.field)}</Table.Td>
              {!isFirst && <Table.Td>{valueWords(change.before)}</Table.Td>}
              <Table.Td>{valueWords(change.after)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

type KnownField = keyof (typeof en)['audit']['fields'];

/** A field's name in words; one that has none keeps its own. */
function useFieldWords(): (field: string) => string {
  const { t, i18n } = useTranslation();
  return (field) => (i18n.exists(`audit.fields.${field}`) ? t(`audit.fields.${field as KnownField}`) : field);
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

function useValueWords(): (value: unknown) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return function words(value) {
    if (value === undefined || value === null) return t('common.none');
    if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no');
    return plainWords(value, format);
  };
}

function plainWords(value: unknown, format: Format): string {
  if (typeof value === 'number') return format.number(value);
  if (typeof value !== 'string') return JSON.stringify(value, null, 1);
  if (DATE.test(value)) return format.date(value);
  return INSTANT.test(value) ? format.instant(value) : value;
}
