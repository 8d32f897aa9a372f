/** The text of a file: UTF-8 as most programs write it, else Windows-1251, in which Russian spreadsheets still save CSV. */
export function decodeText(content: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return new TextDecoder('windows-1251').decode(content);
  }
}
