/** Schemas and values are small things in forms and documents; the bounds keep hostile ones cheap. */
export const MAX_JSON_BYTES = 32 * 1024;
const MAX_NESTING = 20;

/** Whether a JSON value is small and flat enough to be looked at: at most 32 KiB of UTF-8, nested 20 deep. */
export function isWithinBounds(value: unknown): boolean {
  // Nesting first: serialising a value nested too deep would overflow the stack.
  return !isDeeperThan(value, MAX_NESTING) && Buffer.byteLength(JSON.stringify(value) ?? '') <= MAX_JSON_BYTES;
}

function isDeeperThan(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return limit === 0 || Object.values(value).some((member) => isDeeperThan(member, limit - 1));
}
