import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import { isApiProblem } from '../api/problem.ts';
import { shownField } from './pointer.ts';

/** Puts a problem's faults next to the fields that they point to; the first of them takes the focus. */
export function placeErrors<Values extends FieldValues>(error: unknown, fields: ReadonlySet<string>, form: UseFormReturn<Values>): void {
  if (!isApiProblem(error)) return;
  const placed = error.errors.flatMap(({ pointer, detail }) => {
    const field = shownField(pointer, fields);
    // A registered name is a path of the form's values.
    return field === undefined ? [] : [{ field: field as FieldPath<Values>, detail }];
  });
  for (const [index, { field, detail }] of placed.entries()) {
    form.setError(field, { type: 'server', message: detail }, { shouldFocus: index === 0 });
  }
}
