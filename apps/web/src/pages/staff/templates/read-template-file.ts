import type { TemplateFiles } from '@kabinet/contracts/documents/resources';

/** A file as the API takes it: text where it is UTF-8 without NUL, base64 otherwise. */
export async function readTemplateFile(file: Blob): Promise<TemplateFiles[string]> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return textIn(bytes) ?? { base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) };
}

function textIn(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
