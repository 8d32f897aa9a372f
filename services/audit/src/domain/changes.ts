import type { AuditChange } from '@kabinet/contracts/audit/resources';

type Members = Readonly<Record<string, unknown>>;

/**
 * What is different in `after`, member by member, those of objects by themselves and lists as a whole. A member that one of
 * the states does not have is null there.
 */
export function changesBetween(before: unknown, after: unknown, place = ''): AuditChange[] {
  if (!isObject(before) || !isObject(after)) {
    return sameValue(before, after) ? [] : [{ pointer: place, before: before ?? null, after: after ?? null }];
  }
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .toSorted()
    .flatMap((name) => changesBetween(memberOf(before, name), memberOf(after, name), `${place}/${escaped(name)}`));
}

function memberOf(state: Members, name: string): unknown {
  return Object.hasOwn(state, name) ? state[name] : null;
}

/** The escapes of RFC 6901. */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function sameValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => sameValue(item, b[index]));
  if (isObject(a) && isObject(b)) return changesBetween(a, b).length === 0;
  return (a ?? null) === (b ?? null);
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
