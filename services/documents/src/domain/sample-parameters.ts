/** What of a parameter's schema a sample is made from. */
interface Declared {
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string;
  readonly minimum?: number;
}

/** A value for every parameter that a product's schema declares: of the right kind, for a sample to show. */
export function sampleParameters(schema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Declared>>;
  return Object.fromEntries(Object.entries(properties).map(([name, declared]) => [name, sampleValue(declared)]));
}

function sampleValue(declared: Declared): unknown {
  if (declared.default !== undefined) return declared.default;
  if (declared.enum?.length) return declared.enum[0];
  switch (declared.type) {
    case 'integer':
    case 'number':
      return Math.max(declared.minimum ?? 0, 10);
    case 'boolean':
      return true;
    case 'array':
      return ['A', 'B'];
    default:
      return 'Aa';
  }
}
