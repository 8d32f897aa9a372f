import type { FieldFault } from '@kabinet/problem';

/** Russian registration numbers, by the checksums of the Federal Tax Service. */

const INN_10 = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const INN_11 = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const INN_12 = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

/** ИНН: 10 digits of a legal entity (one check digit) or 12 of a person (two). Order ММВ-7-6/435@ of 29.06.2012. */
export function isInn(inn: string): boolean {
  const digits = digitsOf(inn);
  if (digits.length === 10) return checkDigit(digits, INN_10) === digits[9];
  return digits.length === 12 && checkDigit(digits, INN_11) === digits[10] && checkDigit(digits, INN_12) === digits[11];
}

/** ОГРН: 13 digits, the last is the rest modulo 11 of the others; ОГРНИП: 15 digits, modulo 13. Order of Minfin 165н, 2017. */
export function isOgrn(ogrn: string): boolean {
  if (!/^(\d{13}|\d{15})$/.test(ogrn)) return false;
  const body = BigInt(ogrn.slice(0, -1));
  const rest = body % (ogrn.length === 13 ? 11n : 13n);
  return rest % 10n === BigInt(ogrn.slice(-1));
}

function digitsOf(text: string): number[] {
  return /^\d+$/.test(text) ? Array.from(text, Number) : [];
}

function checkDigit(digits: readonly number[], weights: readonly number[]): number {
  const sum = weights.reduce((total, weight, index) => total + weight * (digits[index] ?? 0), 0);
  return (sum % 11) % 10;
}

export interface Requisites {
  readonly inn?: string | undefined;
  readonly ogrn?: string | null | undefined;
}

/** The faults of registration numbers whose shape is right already; pointers below `at`. */
export function requisiteFaults({ inn, ogrn }: Requisites, at = ''): FieldFault[] {
  const faults: FieldFault[] = [];
  if (inn !== undefined && !isInn(inn)) faults.push({ pointer: `${at}/inn`, code: 'inn_checksum' });
  if (ogrn && !isOgrn(ogrn)) faults.push({ pointer: `${at}/ogrn`, code: 'ogrn_checksum' });
  return faults;
}
