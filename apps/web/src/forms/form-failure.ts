import { createContext, useContext } from 'react';
import type { FieldError } from '@kabinet/problem';
import { isApiProblem } from '../api/problem.ts';

/** What the form around was refused with the last time; undefined when it was not. */
export const FormFailure = createContext<unknown>(undefined);

/** The faults of the last refusal at `pointer` (RFC 6901) and below, with pointers relative to it: for a field that has parts of its own. */
export function useFaultsBelow(pointer: string): readonly FieldError[] {
  const failure = useContext(FormFailure);
  if (!isApiProblem(failure)) return [];
  const faults = failure.errors.filter((fault) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`));
  return faults.map((fault) => ({ ...fault, pointer: fault.pointer.slice(pointer.length) }));
}
