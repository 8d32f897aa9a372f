import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { FieldError } from '@kabinet/problem';
import { useTranslation } from 'react-i18next';
import type { ParameterNode } from '../../../forms/parameter-node.ts';
import { useTextOf } from '../../../forms/use-text-of.ts';
import { valuesOf, withKeyword, withValues, type RowKind } from './parameter-row.ts';
import classes from './schema-editor.module.css';

interface PartProps {
  readonly node: ParameterNode;
  readonly change: (node: ParameterNode) => void;
  /** Pointers are relative to the node. */
  readonly faults: readonly FieldError[];
}

/** What a parameter of this kind may be, and what it is unless said otherwise. */
export function KindFields({ kind, ...part }: PartProps & { readonly kind: RowKind }) {
  const { t } = useTranslation();
  switch (kind) {
    case 'choice':
      return (
        <>
          <Values {...part} />
          <DefaultChoice {...part} />
        </>
      );
    case 'choices':
      return <Values {...part} />;
    case 'integer':
    case 'number':
      return (
        <>
          <NumberKeyword {...part} keyword="minimum" label={t('products.schema.minimum')} />
          <NumberKeyword {...part} keyword="maximum" label={t('products.schema.maximum')} />
          <NumberKeyword {...part} keyword="default" label={t('products.schema.default')} />
        </>
      );
    case 'text':
      return (
        <>
          <NumberKeyword {...part} keyword="maxLength" label={t('products.schema.max_length')} />
          <DefaultText {...part} />
        </>
      );
    case 'boolean':
      return <DefaultBoolean {...part} />;
    case 'other':
      return null;
  }
}

function faultAt(faults: readonly FieldError[], keyword: string): string | undefined {
  return faults.find(({ pointer }) => pointer === `/${keyword}` || pointer.startsWith(`/${keyword}/`))?.detail;
}

function Values({ node, change, faults }: PartProps) {
  const { t } = useTranslation();
  const text = useTextOf(
    valuesOf(node),
    (values) => values.join('\n'),
    (lines) =>
      lines
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
  );
  return (
    <Textarea
      label={t('products.schema.values')}
      description={t('forms.one_per_line')}
      autosize
      minRows={2}
      value={text.shown}
      onChange={({ currentTarget }) => change(withValues(node, text.read(currentTarget.value)))}
      error={faultAt(faults, 'enum') ?? faultAt(faults, 'items')}
      required
    />
  );
}

interface NumberKeywordProps extends PartProps {
  readonly keyword: 'minimum' | 'maximum' | 'maxLength' | 'default';
  readonly label: string;
}

function NumberKeyword({ node, change, faults, keyword, label }: NumberKeywordProps) {
  const value = node[keyword];
  return (
    <TextInput
      type="number"
      step="any"
      label={label}
      value={typeof value === 'number' ? value : ''}
      onChange={({ currentTarget: input }) => change(withKeyword(node, keyword, input.value === '' ? undefined : input.valueAsNumber))}
      error={faultAt(faults, keyword)}
    />
  );
}

function DefaultChoice({ node, change, faults }: PartProps) {
  const { t } = useTranslation();
  return (
    <NativeSelect
      label={t('products.schema.default')}
      data={[{ value: '', label: t('forms.not_set') }, ...valuesOf(node)]}
      value={typeof node.default === 'string' ? node.default : ''}
      onChange={({ currentTarget }) => change(withKeyword(node, 'default', currentTarget.value || undefined))}
      error={faultAt(faults, 'default')}
    />
  );
}

function DefaultText({ node, change, faults }: PartProps) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t('products.schema.default')}
      value={typeof node.default === 'string' ? node.default : ''}
      onChange={({ currentTarget }) => change(withKeyword(node, 'default', currentTarget.value || undefined))}
      error={faultAt(faults, 'default')}
    />
  );
}

function DefaultBoolean({ node, change, faults }: PartProps) {
  const { t } = useTranslation();
  return (
    <Checkbox
      className={classes.wide}
      label={t('products.schema.default')}
      checked={node.default === true}
      onChange={({ currentTarget }) => change(withKeyword(node, 'default', currentTarget.checked ? true : undefined))}
      error={faultAt(faults, 'default')}
    />
  );
}
