import type { FieldFault } from '@kabinet/problem';

/**
 * Common passwords that are long enough for the length rule, Latin and Cyrillic. Short by purpose: the length already keeps
 * out what lists of leaked passwords begin with (NIST SP 800-63B, 3.1.1.2: length and a blocklist, no composition rules).
 */
const COMMON = new Set([
  '123456789012',
  '1234567890123',
  '12345678901234',
  '0123456789012',
  '1234567890qwerty',
  '1q2w3e4r5t6y',
  '1q2w3e4r5t6y7u',
  '1qaz2wsx3edc',
  '1qaz2wsx3edc4rfv',
  'qazwsxedcrfv',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertyuiop1234',
  'qwerty123456',
  'qwerty1234567',
  'qwerty12345678',
  'qwertyuiop[]',
  'qwertyasdfgh',
  'asdfghjkl123',
  'zxcvbnm12345',
  'password1234',
  'password12345',
  'password123456',
  'passwordpassword',
  'password2025',
  'password2026',
  'passw0rd1234',
  'p@ssw0rd1234',
  'administrator',
  'administrator1',
  'admin1234567',
  'admin123456789',
  'adminadminadmin',
  'letmeinletmein',
  'welcome12345',
  'iloveyou1234',
  'iloveyouiloveyou',
  'abcdefghijkl',
  'abcd12345678',
  'abc123456789',
  'a123456789012',
  'aa1234567890',
  'changemechangeme',
  'changeme1234',
  'default12345',
  'test12345678',
  'testtesttest',
  'unknown12345',
  'correcthorsebatterystaple',
  'йцукенгшщзхъ',
  'йцукенгшщзхъ123',
  'йцукен123456',
  'парольпароль',
  'пароль123456',
  'пароль12345678',
  'администратор',
  'привет123456',
]);

const MIN_DISTINCT = 4;

/** What is wrong with a password of the right length for the person at `email`; pointers to `/password`. */
export function passwordFaults(password: string, email: string): FieldFault[] {
  const folded = password.normalize('NFKC').toLowerCase();
  if (folded === email.toLowerCase() || folded === email.toLowerCase().split('@')[0]) return [fault('password_is_email')];
  if (COMMON.has(folded) || new Set(folded).size < MIN_DISTINCT) return [fault('common_password')];
  return [];
}

/** A new password is checked by its schema; one that was entered as an existing one has to be checked here. */
export function lengthFaults(password: string, minLength: number): FieldFault[] {
  return [...password].length < minLength ? [{ pointer: '/password', code: 'too_short', params: { limit: minLength } }] : [];
}

function fault(code: string): FieldFault {
  return { pointer: '/password', code };
}
