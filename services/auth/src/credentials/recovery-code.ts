import { createHmac, randomInt } from 'node:crypto';
import { deriveKey } from './secret-token.ts';

/** Codes on paper for the day when the device is lost: 75 bits each, in an alphabet that can be read aloud. */

/** Crockford's Base32: no letter that is taken for a digit. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const GROUPS = 3;
const GROUP_LENGTH = 5;
const AT_ONCE = 10;

/** Ten new codes, `xxxxx-xxxxx-xxxxx`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: AT_ONCE }, () => Array.from({ length: GROUPS }, newGroup).join('-'));
}

function newGroup(): string {
  return Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** What a code that was typed is looked up by; undefined for what cannot be one. */
export function recoveryCodeHash(installationSecret: string, userId: string, code: string): Buffer | undefined {
  const typed = code.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1');
  if (typed.length !== GROUPS * GROUP_LENGTH || [...typed].some((sign) => !ALPHABET.includes(sign))) return undefined;
  return createHmac('sha256', deriveKey(installationSecret, 'recovery codes')).update(`${userId}\n${typed}`).digest();
}
