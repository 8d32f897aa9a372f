/** The field that a JSON Pointer (RFC 6901) names, in react-hook-form's writing: `/name/ru` is `name.ru`. */
export function fieldOf(pointer: string): string {
  const steps = pointer.split('/').slice(1);
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');
}

/** The field of `fields` that shows what `pointer` names or a part of it; undefined when none does. */
export function shownField(pointer: string, fields: ReadonlySet<string>): string | undefined {
  for (let field = fieldOf(pointer); field !== ''; field = field.slice(0, Math.max(0, field.lastIndexOf('.')))) {
    if (fields.has(field)) return field;
  }
  return undefined;
}
