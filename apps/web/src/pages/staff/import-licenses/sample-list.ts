import type { Product } from '@kabinet/contracts/products/resources';
import type { ParameterNode } from '../../../forms/parameter-node.ts';

const COLUMNS = {
  en: ['inn', 'kpp', 'product', 'quantity', 'valid_from', 'valid_until', 'versions', 'level', 'certificate_from', 'certificate_until'],
  ru: ['ИНН', 'КПП', 'продукт', 'количество', 'действует с', 'действует по', 'версии', 'уровень', 'сертификат с', 'сертификат по'],
} as const;
const PREFIX = { en: 'parameters', ru: 'параметры' } as const;
const LAST = { en: ['license', 'comment'], ru: ['лицензия', 'примечание'] } as const;

type SampleProduct = Pick<Product, 'slug' | 'support_levels' | 'parameters'>;

/** A list to begin with: all columns, those of these products' parameters among them, and a row for each product. `day` is today. */
export function sampleList(products: readonly SampleProduct[], language: 'ru' | 'en', day: string): string {
  const names = [...new Set(products.flatMap((product) => Object.keys(propertiesOf(product))))];
  const header = [...COLUMNS[language], ...names.map((name) => `${PREFIX[language]}.${name}`), ...LAST[language]];
  const rows = products.map((product) => {
    const level = product.support_levels[0]?.code ?? '';
    const term = level === '' ? ['', ''] : [day, endOfNextYear(day)];
    const parameters = names.map((name) => exampleOf(propertiesOf(product)[name]));
    return ['7707083893', '', product.slug, '1', day, '', '', level, ...term, ...parameters, '', ''];
  });
  return [header, ...rows].map((cells) => cells.map(quoted).join(';')).join('\r\n');
}

function propertiesOf({ parameters }: SampleProduct): Readonly<Record<string, ParameterNode>> {
  return (parameters as ParameterNode).properties ?? {};
}

/** A value that the parameter may have; empty where none can be told from its schema. */
function exampleOf(node: ParameterNode | undefined): string {
  const example = [node?.default, node?.const, node?.enum?.[0], node?.minimum].find((value) => value !== undefined);
  return typeof example === 'string' || typeof example === 'number' || typeof example === 'boolean' ? String(example) : '';
}

function endOfNextYear(day: string): string {
  return `${Number(day.slice(0, 4)) + 1}-12-31`;
}

function quoted(cell: string): string {
  return /[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
