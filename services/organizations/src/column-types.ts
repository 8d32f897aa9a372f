import type { KeptPart } from './domain/closing.ts';

/** The shapes of JSON columns; `tables.ts` is generated with these types. */
export interface ColumnTypes {
  'closing.parts': KeptPart[];
}
