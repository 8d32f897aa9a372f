/** The field that a JSON Pointer (RFC 6901) names, in react-hook-form's writing: `/name/ru` is `name.ru`. */
export function fieldOf(pointer: string): string {
  const steps = pointer.split('/').slice(1);
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');
}
