import { plainly } from '@kabinet/csv-list';

/** What a spreadsheet shows, as the API takes it. What cannot be read so stays as it stands: the schema refuses it. */

/** What is needed of a parameter's schema to read its cell. */
interface ParameterNode {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: unknown;
  readonly properties?: Readonly<Record<string, unknown>>;
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', 'да', '1'].map((word) => [word, true] as const),
  ...['false', 'no', 'нет', '0'].map((word) => [word, false] as const),
]);

/** `2026-12-31`, which Russian spreadsheets turn into `31.12.2026`. */
export function dateIn(text: string): string {
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  return day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
}

/** `25`, `1 000`, `0,5`. */
export function numberIn(text: string): number | string {
  const plain = text.replaceAll(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return /^-?\d{1,15}(\.\d{1,15})?$/.test(plain) ? Number(plain) : text;
}

/** The parameters of a licence, from cells by the names of columns: `edition`, or `limits.users` for one within another. */
export function parametersIn(schema: Readonly<Record<string, unknown>> | undefined, cells: ReadonlyMap<string, string>) {
  const parameters: Record<string, unknown> = {};
  for (const [name, text] of cells) if (text !== '') place(parameters, schema, { path: name.split('.'), text });
  return parameters;
}

function place(
  into: Record<string, unknown>,
  node: ParameterNode | undefined,
  { path, text }: { path: readonly string[]; text: string },
): void {
  const [name = '', ...rest] = path;
  const child = node?.properties?.[name] as ParameterNode | undefined;
  if (rest.length === 0) {
    into[name] = valueIn(child, text);
    return;
  }
  const before = Object.hasOwn(into, name) ? into[name] : undefined;
  const inner = typeof before === 'object' && before !== null ? (before as Record<string, unknown>) : {};
  into[name] = inner;
  place(inner, child, { path: rest, text });
}

function valueIn(node: ParameterNode | undefined, text: string): unknown {
  switch (node?.type) {
    case 'integer':
    case 'number':
      return numberIn(text);
    case 'boolean':
      return BOOLEANS.get(plainly(text)) ?? text;
    case 'array':
      return text.split('|').map((part) => valueIn(node.items as ParameterNode | undefined, part.trim()));
    default:
      return [...(node?.enum ?? []), node?.const].find((value) => String(value) === text) ?? text;
  }
}
