import { useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import { boundsOf, isGiven, type ParameterNode } from './parameter-node.ts';
import { useRegisteredName } from './registered-fields.ts';

export interface ParameterInputProps {
  readonly node: ParameterNode;
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
}

/**
 * Binds an input to a parameter: its value is that of the API, or `empty`. A field that goes takes its value along, as
 * another product knows nothing of it.
 */
export function useParameter<Value>({ node, name, label, required }: ParameterInputProps, empty: Value) {
  const { t } = useTranslation();
  useRegisteredName(name);
  const description = useDescription(node);
  const isAnswered = (value: unknown) => isGiven(value) || t('forms.required');
  const { field, fieldState } = useController({
    name,
    shouldUnregister: true,
    defaultValue: node.default ?? empty,
    rules: required ? { validate: isAnswered } : {},
  });
  return {
    value: field.value as Value,
    change: field.onChange as (value: Value) => void,
    /** For the input itself. */
    props: { ref: field.ref, onBlur: field.onBlur, name },
    /** For what stands around it. */
    frame: { label, required, description, error: fieldState.error?.message },
  };
}

/** The schema's own words and the limits that it sets. */
export function useDescription(node: ParameterNode): string | undefined {
  const { t } = useTranslation();
  const format = useFormat();
  const { min, max } = boundsOf(node);
  const limits = [
    ...(min === undefined ? [] : [t('forms.at_least', { limit: format.number(min) })]),
    ...(max === undefined ? [] : [t('forms.at_most', { limit: format.number(max) })]),
    ...(node.multipleOf === undefined ? [] : [t('forms.multiple_of', { limit: format.number(node.multipleOf) })]),
  ];
  const words = [node.description, limits.join(', ')].filter((text) => text !== undefined && text !== '');
  return words.length > 0 ? words.join(' · ') : undefined;
}
