import type { ColumnType } from '../domain/table.ts';
import type { Times } from '../domain/times.ts';
import { escapeXml } from './xlsx-parts.ts';

/** The formats of `styles()`, by their place there. */
export const STYLES = { text: 1, integer: 2, date: 3, instant: 4, heading: 5 } as const;

/** ECMA-376: what a cell holds at most. */
const LONGEST_TEXT = 32_767;
const DAY_MS = 86_400_000;
/** Spreadsheets count days from here (part 1, 18.17.4.1, the 1900 system from March of that year on). */
const EPOCH = Date.UTC(1899, 11, 30);

/**
 * A cell of its column's type. Text is text whatever it begins with: it is never looked at as a formula, nor when somebody edits the
 * cell, which has the format of text.
 */
export function cellXml(reference: string, type: ColumnType, value: string | number, times: Times): string {
  if (typeof value === 'number') return `<c r="${reference}" s="${STYLES.integer}"><v>${value}</v></c>`;
  switch (type) {
    case 'date':
      return `<c r="${reference}" s="${STYLES.date}"><v>${serial(`${value}T00:00:00Z`)}</v></c>`;
    case 'instant':
      return `<c r="${reference}" s="${STYLES.instant}"><v>${serial(`${times.local(value).replace(' ', 'T')}Z`)}</v></c>`;
    case 'integer':
    case 'text':
      return `<c r="${reference}" s="${STYLES.text}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(shortened(value))}</t></is></c>`;
  }
}

function serial(clock: string): number {
  return (Date.parse(clock) - EPOCH) / DAY_MS;
}

function shortened(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text;
}

/** 0 → A, 25 → Z, 26 → AA. */
export function columnName(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
