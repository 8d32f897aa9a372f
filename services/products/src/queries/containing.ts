/** A pattern of `ilike` for what contains `text`; its signs stand for themselves. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}
