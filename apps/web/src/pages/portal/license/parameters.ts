import type { Fact } from '../../../components/facts.tsx';
import type { Format } from '../../../i18n/use-format.ts';

interface ParameterSchema {
  readonly properties?: Readonly<Record<string, { readonly title?: string }>>;
}

/** A licence's parameters under the titles that the product's schema gives them. */
export function parameterFacts(schema: ParameterSchema, parameters: Readonly<Record<string, unknown>>, format: Format): Fact[] {
  return Object.entries(parameters).map(([name, value]) => ({
    label: schema.properties?.[name]?.title ?? name,
    value: typeof value === 'number' ? format.number(value) : textOf(value),
  }));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
