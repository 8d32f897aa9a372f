import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ParameterNode } from './parameter-node.ts';
import { useParameter, type ParameterInputProps } from './use-parameter.ts';
import { useTextOf } from './use-text-of.ts';

/** A list, a value on each line. */
export function LinesParameter(props: ParameterInputProps) {
  const { t } = useTranslation();
  const parameter = useParameter<readonly unknown[]>(props, []);
  const text = useTextOf(
    parameter.value,
    (value) => value.join('\n'),
    (lines) => valuesOf(lines, props.node.items ?? {}),
  );
  const description = [parameter.frame.description, t('forms.one_per_line')].filter((words) => words !== undefined).join(' · ');
  return (
    <Textarea
      {...parameter.props}
      {...parameter.frame}
      description={description}
      autosize
      minRows={2}
      value={text.shown}
      onChange={({ currentTarget }) => parameter.change(text.read(currentTarget.value))}
    />
  );
}

function valuesOf(text: string, items: ParameterNode): readonly unknown[] {
  const lines = text.split('\n').map((line) => line.trim());
  const given = lines.filter((line) => line !== '');
  // What is no number is sent as it is: the API says so better.
  return items.type === 'string' ? given : given.map((line) => (Number.isNaN(Number(line)) ? line : Number(line)));
}

/** What no other input can hold. */
export function JsonParameter(props: ParameterInputProps) {
  const parameter = useParameter<unknown>(props, '');
  const text = useTextOf(parameter.value, textOf, valueOf);
  return (
    <Textarea
      {...parameter.props}
      {...parameter.frame}
      autosize
      minRows={2}
      ff="monospace"
      spellCheck={false}
      value={text.shown}
      onChange={({ currentTarget }) => parameter.change(text.read(currentTarget.value))}
    />
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
