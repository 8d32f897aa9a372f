import { Checkbox, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { boundsOf, optionsOf } from './parameter-node.ts';
import { useParameter, type ParameterInputProps } from './use-parameter.ts';

type Scalar = string | number | boolean;

/** One of the values that the schema allows. */
export function ChoiceParameter(props: ParameterInputProps) {
  const { t } = useTranslation();
  const options = optionsOf(props.node);
  // Where there is nothing to choose, nobody is asked to.
  const only = props.required && options.length === 1 ? options[0] : undefined;
  const parameter = useParameter<Scalar>(props, only ?? '');
  const none = { value: '', label: t(props.required ? 'forms.choose' : 'forms.not_set') };
  return (
    <NativeSelect
      {...parameter.props}
      {...parameter.frame}
      data={[...(only === undefined ? [none] : []), ...options.map((option) => ({ value: String(option), label: String(option) }))]}
      value={String(parameter.value)}
      onChange={({ currentTarget }) => parameter.change(optionCalled(options, currentTarget.value))}
    />
  );
}

/** Some of the values that the schema allows. */
export function ChoicesParameter(props: ParameterInputProps) {
  const options = optionsOf(props.node.items ?? {});
  const parameter = useParameter<readonly Scalar[]>(props, []);
  const { ref, ...rest } = parameter.props;
  return (
    <Checkbox.Group
      {...parameter.frame}
      value={parameter.value.map(String)}
      onChange={(chosen) => parameter.change(chosen.map((text) => optionCalled(options, text)))}
    >
      <Stack gap="xs" mt="xs">
        {options.map((option, index) => (
          <Checkbox key={String(option)} {...rest} {...(index === 0 ? { ref } : {})} value={String(option)} label={String(option)} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

/** An input knows texts only; the API wants the value. */
function optionCalled(options: readonly Scalar[], text: string): Scalar {
  return options.find((option) => String(option) === text) ?? '';
}

export function NumberParameter(props: ParameterInputProps) {
  const parameter = useParameter<number | ''>(props, '');
  return (
    <TextInput
      {...parameter.props}
      {...parameter.frame}
      {...boundsOf(props.node)}
      type="number"
      step={props.node.type === 'integer' ? 1 : 'any'}
      value={parameter.value}
      onChange={({ currentTarget }) => parameter.change(currentTarget.value === '' ? '' : currentTarget.valueAsNumber)}
    />
  );
}

export function BooleanParameter(props: ParameterInputProps) {
  const parameter = useParameter(props, false);
  const { required: _, ...frame } = parameter.frame;
  return (
    <Checkbox
      {...parameter.props}
      {...frame}
      checked={parameter.value}
      onChange={({ currentTarget }) => parameter.change(currentTarget.checked)}
    />
  );
}

const TYPES: Readonly<Record<string, string>> = { date: 'date', email: 'email' };

export function TextParameter(props: ParameterInputProps) {
  const parameter = useParameter(props, '');
  return (
    <TextInput
      {...parameter.props}
      {...parameter.frame}
      type={TYPES[props.node.format ?? ''] ?? 'text'}
      maxLength={props.node.maxLength}
      autoComplete="off"
      value={parameter.value}
      onChange={({ currentTarget }) => parameter.change(currentTarget.value)}
    />
  );
}
