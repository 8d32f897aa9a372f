import { inflateSync } from 'node:zlib';

/** The PDF as text, with its compressed streams unpacked. */
function unpacked(pdf: Uint8Array): string {
  const text = Buffer.from(pdf).toString('latin1');
  return text.replaceAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g, (stream, body: string) => {
    try {
      return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
    } catch {
      return stream;
    }
  });
}

export function pageCount(pdf: Uint8Array): number {
  return Number(/\/Type\s*\/Pages[^>]*\/Count\s+(\d+)/.exec(unpacked(pdf))?.[1]);
}

/** The families embedded, each once. */
export function fontsOf(pdf: Uint8Array): string[] {
  return [...new Set([...unpacked(pdf).matchAll(/\/BaseFont ?\/[A-Z]{6}\+([A-Za-z]+)/g)].map(([, family = '']) => family))];
}

/** The document's XMP metadata. */
export function metadataOf(pdf: Uint8Array): string {
  return /<\?xpacket begin[\s\S]*<\?xpacket end/.exec(Buffer.from(pdf).toString('utf8'))?.[0] ?? '';
}
