import { innOf } from 'kabinet-program/testing';

const KPP = '770701001';
/** It ends within the year that the renewals' calendar shows, and no warning is due. */
export const TERM = { valid_from: '2026-01-01', valid_until: new Date(Date.now() + 180 * 86_400_000).toISOString().slice(0, 10) };
const PARAMETERS = { type: 'object', additionalProperties: false, properties: { cores: { type: 'integer', minimum: 1 } } };

let count = 0;

/** A number that nothing else of this run has. */
export function nextNumber(): number {
  count += 1;
  return 700_000 + count;
}

export function newProduct(slug: string) {
  const level = { code: 'standard', name: { ru: 'Обычная', en: 'Standard' }, first_response_hours: 8 };
  return { slug, name: { ru: slug, en: slug }, parameters: PARAMETERS, support_levels: [level], update_policy: 'always' as const };
}

export function newCabinet(name: string) {
  return { name, full_name: `Общество ${name}`, inn: innOf(nextNumber()), kpp: KPP };
}

export function domainOf(key: string): string {
  return `${key.replace('_', '-')}.example`;
}
