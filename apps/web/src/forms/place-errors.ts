import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import { isApiProblem } from '../api/problem.ts';
import { fieldOf } from './pointer.ts';

/** Puts a problem's faults next to the fields that they point to; the first of them takes the focus. */
export function placeErrors<Values extends FieldValues>(error: unknown, fields: ReadonlySet<string>, form: UseFormReturn<Values>): void {
  if (!isApiProblem(error)) return;
  const placed = error.errors.filter(({ pointer }) => fields.has(fieldOf(pointer)));
  for (const [index, { pointer, detail }] of placed.entries()) {
    // A registered name is a path of the form's values.
    form.setError(fieldOf(pointer) as FieldPath<Values>, { type: 'server', message: detail }, { shouldFocus: index === 0 });
  }
}
