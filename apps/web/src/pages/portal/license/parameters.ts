import type { Fact } from '../../../components/facts.tsx';
import { titleOf, type ParameterNode } from '../../../forms/parameter-node.ts';
import type { Format } from '../../../i18n/use-format.ts';

/** A licence's parameters under the titles that the product's schema gives them. */
export function parameterFacts(schema: ParameterNode, parameters: Readonly<Record<string, unknown>>, format: Format): Fact[] {
  return Object.entries(parameters).map(([name, value]) => ({
    label: titleOf(schema.properties?.[name] ?? {}, name, format),
    value: typeof value === 'number' ? format.number(value) : textOf(value),
  }));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
