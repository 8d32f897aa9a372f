import { Fieldset, Stack } from '@mantine/core';
import { useFormat } from '../i18n/use-format.ts';
import { BooleanParameter, ChoiceParameter, ChoicesParameter, NumberParameter, TextParameter } from './parameter-inputs.tsx';
import { JsonParameter, LinesParameter } from './parameter-texts.tsx';
import { inputOf, titleOf } from './parameter-node.ts';
import type { ParameterInputProps } from './use-parameter.ts';

interface ParameterFieldsProps {
  /** A product's `parameters`, as the API answered it. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Where the values stand in the form: `parameters` makes fields `parameters.edition`, of faults at `/parameters/edition`. */
  readonly name: string;
}

/**
 * The fields that a product's parameter schema makes, inside a `Form` whose `initial` holds `{}` (or present values) under
 * `name`. Defaults are the schema's; fields that another schema makes take their values with them. The API takes
 * `givenParameters(values[name])`.
 */
export function ParameterFields({ schema, name }: ParameterFieldsProps) {
  // Only schemas that the products service has accepted are shown: it knows no other keywords.
  return <Members node={schema} name={name} required />;
}

function Members({ node, name, required }: Omit<ParameterInputProps, 'label'>) {
  const format = useFormat();
  return Object.entries(node.properties ?? {}).map(([member, child]) => (
    <Parameter
      key={member}
      node={child}
      name={`${name}.${member}`}
      label={titleOf(child, member, format)}
      // Inside a group that may be left out nothing has to be given.
      required={required && (node.required ?? []).includes(member)}
    />
  ));
}

function Parameter(props: ParameterInputProps) {
  switch (inputOf(props.node)) {
    case 'choice':
      return <ChoiceParameter {...props} />;
    case 'choices':
      return <ChoicesParameter {...props} />;
    case 'number':
      return <NumberParameter {...props} />;
    case 'boolean':
      return <BooleanParameter {...props} />;
    case 'text':
      return <TextParameter {...props} />;
    case 'lines':
      return <LinesParameter {...props} />;
    case 'group':
      return <GroupParameter {...props} />;
    case 'json':
      return <JsonParameter {...props} />;
  }
}

function GroupParameter({ label, ...props }: ParameterInputProps) {
  return (
    <Fieldset legend={label}>
      <Stack gap="md">
        <Members {...props} />
      </Stack>
    </Fieldset>
  );
}
