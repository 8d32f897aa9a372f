import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../../components/facts.tsx';
import { titleOf, type ParameterNode } from '../../../forms/parameter-node.ts';
import { useDescription } from '../../../forms/use-parameter.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { kindOf, valuesOf } from './parameter-row.ts';

/** What a licence of the product says beside its term, in words. */
export function ParameterFacts({ schema }: { readonly schema: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { properties = {}, required = [] }: ParameterNode = schema;
  const parameters = Object.entries(properties);
  if (parameters.length === 0) return <Text c="dimmed">{t('products.no_parameters')}</Text>;
  return (
    <Facts
      facts={parameters.map(([name, node]) => ({
        label: titleOf(node, name, format),
        value: <Meaning name={name} node={node} isRequired={required.includes(name)} />,
      }))}
    />
  );
}

interface MeaningProps {
  readonly name: string;
  readonly node: ParameterNode;
  readonly isRequired: boolean;
}

function Meaning({ name, node, isRequired }: MeaningProps) {
  const { t } = useTranslation();
  const limits = useDescription(node);
  const values = valuesOf(node);
  return (
    <>
      {t(`products.schema.kinds.${kindOf(node)}`)}
      <Text size="sm" c="dimmed">
        {[
          name,
          ...(isRequired ? [t('products.required')] : []),
          ...(values.length > 0 ? [values.join(', ')] : []),
          ...(limits ? [limits] : []),
        ].join(' · ')}
      </Text>
    </>
  );
}
