import pg from 'pg';

/** PostgreSQL values as the API shows them, so that rows travel without renaming or conversion. */
export const wireTypes = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): Parser {
    return (format === 'binary' ? undefined : parsers[oid]) ?? (pg.types.getTypeParser(oid, format) as Parser);
  },
};

type Parser = (text: string) => unknown;

const parsers: Readonly<Record<number, Parser>> = {
  [pg.types.builtins.DATE]: (text) => text,
  [pg.types.builtins.INT8]: parseSafeInteger,
  [pg.types.builtins.TIMESTAMPTZ]: toInstant,
};

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint out of range: ${text}`);
  return value;
}

/** `2026-11-23 09:00:00.123+00` (any offset) → `2026-11-23T09:00:00.123Z` (RFC 3339, UTC). */
function toInstant(text: string): string {
  if (text.endsWith('+00')) return `${text.slice(0, 10)}T${text.slice(11, -3)}Z`;
  return new Date(text).toISOString();
}
