/** RFC 5321, 4.5.3.1.3, less the angle brackets. */
const LONGEST_ADDRESS = 254;
/** One address as people have them: no quoting, comments, groups or routes, nothing that separates or ends a header. */
const ADDRESS = /^[^\s@<>(),;:"\\[\]\p{Cc}]+@[^\s@<>(),;:"\\[\]\p{Cc}]+$/u;

/** Whether `text` is the address of one mailbox, and nothing beside it. */
export function isSingleAddress(text: string): boolean {
  return text.length <= LONGEST_ADDRESS && ADDRESS.test(text);
}

/** `i***@example.ru`: enough to recognize an address that one knows already. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const [first = ''] = address;
  return `${at > 0 ? first : ''}***${at === -1 ? '' : address.slice(at)}`;
}

export interface Mailbox {
  readonly name: string | null;
  readonly address: string;
}

/** Reads `portal@example.ru` or `Рога и копыта <portal@example.ru>`; undefined for anything else. */
export function parseMailbox(text: string): Mailbox | undefined {
  const [, quoted, address = text] = /^(.*?)\s*<([^<>]*)>$/.exec(text.trim()) ?? [];
  if (!isSingleAddress(address)) return undefined;
  const name = quoted === undefined ? '' : oneLine(quoted.replaceAll('"', ''));
  return { name: name === '' ? null : name, address };
}

/** The text without line breaks or other control characters: what a header, or a line of a mail, may say. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
