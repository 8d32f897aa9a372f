import { problem, type ProblemError } from '@kabinet/problem';

const MAX_DEPTH = 64;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The value of a JSON text as I-JSON (RFC 7493) has it: valid UTF-8 without a byte order mark, no member twice, no lone
 * surrogates; also no `__proto__`, no NUL (PostgreSQL's text cannot hold it) and at most 64 levels. An empty body is
 * undefined. Throws `malformed_body`.
 */
export function parseStrictJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  const text = decode(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw malformed('no JSON', error);
  }
  if (value === null || typeof value !== 'object') return value;
  const members = countMembers(value);
  if (members !== countNames(text)) throw malformed('a member stands twice');
  return value;
}

function decode(bytes: Uint8Array): string {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch (error) {
    throw malformed('not UTF-8', error);
  }
  if (text.charCodeAt(0) === 0xfeff) throw malformed('a byte order mark');
  return text;
}

/** The members of all objects below `root`, which is checked on the way. Walks without recursion: the depth is hostile. */
function countMembers(root: object): number {
  let members = 0;
  let level: object[] = [root];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw malformed('nested too deep');
    const next: object[] = [];
    for (const node of level) members += inspect(node, next);
    level = next;
  }
  return members;
}

/** How many members `node` has, if it is an object; adds the arrays and objects in it to `inner`. */
function inspect(node: object, inner: object[]): number {
  const names = Array.isArray(node) ? [] : Object.keys(node);
  for (const name of names) checkName(name);
  for (const value of Object.values(node) as unknown[]) {
    if (typeof value === 'string') checkText(value);
    else if (value !== null && typeof value === 'object') inner.push(value);
  }
  return names.length;
}

/** A parsed object has lost its duplicates; in a text that is valid JSON every name is a string before a colon. */
function countNames(text: string): number {
  let names = 0;
  for (const match of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"\s*(:?)/g)) if (match[1] === ':') names += 1;
  return names;
}

function checkName(name: string): void {
  if (name === '__proto__') throw malformed('a member named __proto__');
  checkText(name);
}

function checkText(text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) throw malformed('a string that cannot be stored');
}

function malformed(reason: string, cause?: unknown): ProblemError {
  return problem('malformed_body', { reason, cause });
}
