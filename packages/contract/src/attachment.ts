/**
 * `Content-Disposition` of a file that is to be saved (RFC 6266): the name in ASCII for old clients and, where that is
 * not the whole of it, as it is (RFC 8187).
 */
export function attachment(name: string): string {
  const ascii = name.replaceAll(/[^\x20-\x7e]|["\\%]/gu, '_');
  const plain = `attachment; filename="${ascii}"`;
  return ascii === name ? plain : `${plain}; filename*=UTF-8''${encodeExtended(name)}`;
}

/** RFC 8187, `ext-value`: percent-encoded UTF-8 but for `attr-char`, which lacks `'()*` that encodeURIComponent lets through. */
function encodeExtended(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
