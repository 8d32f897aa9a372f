import { Button, List, Text } from '@mantine/core';
import type { FieldError } from '@kabinet/problem';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icons.tsx';
import { ParameterCard } from './parameter-card.tsx';
import { nameFault, type ParameterRow } from './parameter-row.ts';
import type { SchemaDraft } from './schema-draft.ts';
import classes from './schema-editor.module.css';

type TableDraft = Extract<SchemaDraft, { mode: 'table' }>;

interface ParameterTableProps {
  readonly draft: TableDraft;
  readonly change: (draft: TableDraft) => void;
  /** Pointers are relative to the schema. */
  readonly faults: readonly FieldError[];
  /** Whether the form was sent in vain: what is empty is wrong from then on. */
  readonly isChecked: boolean;
}

/** The parameters one below the other. */
export function ParameterTable({ draft, change, faults, isChecked }: ParameterTableProps) {
  const { t } = useTranslation();
  const { rows } = draft;
  function changeRows(next: readonly ParameterRow[]): void {
    change({ ...draft, rows: next });
  }
  function add(): void {
    const key = Math.max(-1, ...rows.map((row) => row.key)) + 1;
    changeRows([...rows, { key, name: '', isRequired: false, titles: { ru: '', en: '' }, node: { type: 'string' } }]);
  }
  const homeless = faults.filter(({ pointer }) => !rows.some(({ name }) => isBelow(pointer, name)));
  return (
    <div className={classes.rows}>
      <HomelessFaults faults={homeless} />
      {rows.length === 0 && <Text c="dimmed">{t('products.no_parameters')}</Text>}
      {rows.map((row, index) => {
        const wrongName = row.name !== '' || isChecked ? nameFault(rows, row) : undefined;
        return (
          <ParameterCard
            key={row.key}
            row={row}
            number={index + 1}
            change={(changed) => changeRows(rows.map((other) => (other.key === row.key ? changed : other)))}
            remove={() => changeRows(rows.filter((other) => other.key !== row.key))}
            faults={faults.filter(({ pointer }) => isBelow(pointer, row.name)).map((fault) => inside(fault, row.name))}
            nameFault={wrongName && t(`products.schema.${wrongName}`)}
          />
        );
      })}
      <div>
        <Button variant="default" leftSection={<Icon name="plus" />} onClick={add}>
          {t('products.schema.add')}
        </Button>
      </div>
    </div>
  );
}

/** Those of what no card shows. */
function HomelessFaults({ faults }: Pick<ParameterTableProps, 'faults'>) {
  if (faults.length === 0) return null;
  return (
    <List size="sm" c="var(--mantine-color-error)">
      {faults.map(({ pointer, detail }) => (
        <List.Item key={pointer}>{`${pointer} ${detail}`}</List.Item>
      ))}
    </List>
  );
}

function isBelow(pointer: string, name: string): boolean {
  return pointer === `/properties/${name}` || pointer.startsWith(`/properties/${name}/`);
}

function inside(fault: FieldError, name: string): FieldError {
  return { ...fault, pointer: fault.pointer.slice(`/properties/${name}`.length) };
}
