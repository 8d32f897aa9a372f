import { Button, Checkbox, Fieldset, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import type { FieldError } from '@kabinet/problem';
import { useTranslation } from 'react-i18next';
import type { ParameterNode } from '../../../forms/parameter-node.ts';
import { KindFields } from './kind-fields.tsx';
import { kindOf, rowKinds, withKeyword, withKind, type ParameterRow, type RowKind, type Titles } from './parameter-row.ts';
import classes from './schema-editor.module.css';

interface ParameterCardProps {
  readonly row: ParameterRow;
  /** Its place in the table, from 1. */
  readonly number: number;
  readonly change: (row: ParameterRow) => void;
  readonly remove: () => void;
  /** Pointers are relative to the parameter's node. */
  readonly faults: readonly FieldError[];
  readonly nameFault: string | undefined;
}

/** One parameter: how it is called, what it is, what it may be. */
export function ParameterCard({ row, number, change, remove, faults, nameFault }: ParameterCardProps) {
  const { t } = useTranslation();
  const { name, node, isRequired } = row;
  function changeNode(next: ParameterNode): void {
    change({ ...row, node: next });
  }
  const legend = name === '' ? t('products.schema.parameter', { number }) : name;
  return (
    <Fieldset legend={legend} className={classes.row}>
      <NameAndKind row={row} change={change} faults={faults} nameFault={nameFault} />
      <TitleFields titles={row.titles} change={(titles) => change({ ...row, titles })} />
      <TextInput
        className={classes.wide}
        label={t('products.schema.hint')}
        value={node.description ?? ''}
        onChange={({ currentTarget }) => changeNode(withKeyword(node, 'description', currentTarget.value || undefined))}
      />
      <KindFields kind={kindOf(node)} node={node} change={changeNode} faults={faults} />
      <OtherFaults faults={faults} />
      <Group className={classes.wide} justify="space-between">
        <Checkbox
          label={t('products.schema.is_required')}
          checked={isRequired}
          onChange={({ currentTarget }) => change({ ...row, isRequired: currentTarget.checked })}
        />
        <Button variant="subtle" color="red" size="compact-sm" onClick={remove} aria-label={t('products.schema.remove', { name: legend })}>
          {t('products.remove')}
        </Button>
      </Group>
    </Fieldset>
  );
}

function NameAndKind({ row, change, faults, nameFault }: Omit<ParameterCardProps, 'number' | 'remove'>) {
  const { t } = useTranslation();
  const kind = kindOf(row.node);
  const kinds: readonly RowKind[] = kind === 'other' ? [...rowKinds, 'other'] : rowKinds;
  return (
    <>
      <TextInput
        label={t('products.schema.name')}
        value={row.name}
        onChange={({ currentTarget }) => change({ ...row, name: currentTarget.value })}
        error={nameFault ?? faults.find(({ pointer }) => pointer === '')?.detail}
        classNames={{ input: classes.code ?? '' }}
        autoComplete="off"
        spellCheck={false}
        required
      />
      <NativeSelect
        label={t('products.schema.kind')}
        data={kinds.map((value) => ({ value, label: t(`products.schema.kinds.${value}`) }))}
        value={kind}
        onChange={({ currentTarget }) => change({ ...row, node: withKind(row.node, currentTarget.value as RowKind) })}
        error={faults.find(({ pointer }) => pointer === '/type')?.detail}
      />
    </>
  );
}

interface TitleFieldsProps {
  readonly titles: Titles;
  readonly change: (titles: Titles) => void;
}

function TitleFields({ titles, change }: TitleFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('products.schema.title_ru')}
        value={titles.ru}
        onChange={({ currentTarget }) => change({ ...titles, ru: currentTarget.value })}
      />
      <TextInput
        label={t('products.schema.title_en')}
        value={titles.en}
        onChange={({ currentTarget }) => change({ ...titles, en: currentTarget.value })}
      />
    </>
  );
}

const SHOWN_ELSEWHERE = /^\/?(type|enum|items|minimum|maximum|maxLength|default)?(\/|$)/;

/** Faults of what the card has no input for. */
function OtherFaults({ faults }: { readonly faults: readonly FieldError[] }) {
  const others = faults.filter(({ pointer }) => !SHOWN_ELSEWHERE.test(pointer));
  return others.map(({ pointer, detail }) => (
    <Text key={pointer} className={classes.wide} size="sm" c="var(--mantine-color-error)">
      {`${pointer} ${detail}`}
    </Text>
  ));
}
