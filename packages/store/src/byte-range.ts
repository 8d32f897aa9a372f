import type { ByteRange } from './store.ts';
import { StoreError } from './store-error.ts';

/** Throws StoreError `range_not_satisfiable` for a range that no object could satisfy. */
export function checkRange(range: ByteRange): void {
  const { start, end = start } = range;
  const isRange = Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && end >= start;
  if (!isRange) throw new StoreError('range_not_satisfiable', `not a range of bytes: ${start}-${end}`);
}

/** The range cut to an object of `size` bytes; throws StoreError `range_not_satisfiable` when it starts behind the last one. */
export function rangeWithin(range: ByteRange, size: number): { start: number; end: number } {
  checkRange(range);
  if (range.start >= size) {
    throw new StoreError('range_not_satisfiable', `the object has ${size} bytes, the range starts at ${range.start}`);
  }
  return { start: range.start, end: Math.min(range.end ?? size - 1, size - 1) };
}
