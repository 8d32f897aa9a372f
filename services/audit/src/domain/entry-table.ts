import type { AuditEntry } from '@kabinet/contracts/audit/resources';

/** The columns of an exported table: what stands in them, and how they are called. */
const COLUMNS = [
  ['at', { ru: 'Когда (UTC)', en: 'When (UTC)' }],
  ['side', { ru: 'Чьё действие', en: 'Whose deed' }],
  ['actor', { ru: 'Кто', en: 'Who' }],
  ['on_behalf', { ru: 'От чьего имени', en: 'On behalf of' }],
  ['ip', { ru: 'Адрес', en: 'Address' }],
  ['action', { ru: 'Действие', en: 'Action' }],
  ['subject', { ru: 'Что', en: 'What' }],
  ['version', { ru: 'Версия', en: 'Version' }],
  ['cabinet_id', { ru: 'Организация', en: 'Organization' }],
  ['changes', { ru: 'Изменения', en: 'Changes' }],
  ['data', { ru: 'Состояние после', en: 'State after' }],
  ['request_id', { ru: 'Запрос', en: 'Request' }],
  ['id', { ru: 'Запись', en: 'Entry' }],
  ['chain', { ru: 'Цепочка', en: 'Chain' }],
  ['seq', { ru: 'Место в цепочке', en: 'Place in the chain' }],
  ['hash', { ru: 'Хеш', en: 'Hash' }],
] as const;

export function columnsFor(locale: 'ru' | 'en'): { key: string; header: string }[] {
  return COLUMNS.map(([key, header]) => ({ key, header: header[locale] }));
}

type Row = Record<(typeof COLUMNS)[number][0], string | number | null>;

/** An entry as a row: changes as lines of `pointer: before → after`, the state as JSON. */
export function rowOf({ actor, changes, data, ...entry }: AuditEntry): Row {
  const lines = changes?.map(({ pointer, before, after }) => `${pointer}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`);
  return {
    ...entry,
    side: actor.kind,
    actor: actor.id,
    on_behalf: actor.on_behalf,
    changes: lines?.join('\n') ?? null,
    data: JSON.stringify(data),
  };
}
