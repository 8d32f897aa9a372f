/** The outer form of a license file: armour around base64 lines of a JSON envelope. README.md specifies it byte by byte. */

export interface Envelope {
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  readonly kid: string;
}

const HEAD = '-----BEGIN KABINET LICENSE FILE-----\n';
const TAIL = '-----END KABINET LICENSE FILE-----\n';
const LINE = 64;
const ALGORITHM = 'ed25519';
/** Far above any real file: bounds the work that a stranger's file can cause. */
const LONGEST = 1024 * 1024;
const MEMBERS = /^\{"enc":"([A-Za-z0-9+/=]+)","sig":"([A-Za-z0-9+/=]+)","alg":"ed25519","kid":"([A-Za-z0-9._-]{1,128})"\}$/;

/** Whether a key may be called so: what needs no escaping in JSON nor in a file name. */
export function isKeyId(kid: string): boolean {
  return /^[A-Za-z0-9._-]{1,128}$/.test(kid);
}

/** The one text of an envelope; it ends with a newline. */
export function writeEnvelope(envelope: Envelope): string {
  const json = JSON.stringify({
    enc: Buffer.from(envelope.payload).toString('base64'),
    sig: Buffer.from(envelope.signature).toString('base64'),
    alg: ALGORITHM,
    kid: envelope.kid,
  });
  const lines =
    Buffer.from(json)
      .toString('base64')
      .match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return `${HEAD}${lines.join('\n')}\n${TAIL}`;
}

/**
 * Reads what `writeEnvelope` wrote, or null. Node's base64 decoder forgives line breaks, missing padding and stray bits,
 * so what was read is written again and must come out as the same text: every envelope has exactly one spelling.
 */
export function readEnvelope(text: string): Envelope | null {
  if (text.length > LONGEST || !text.startsWith(HEAD) || !text.endsWith(TAIL)) return null;
  const json = Buffer.from(text.slice(HEAD.length, -TAIL.length), 'base64').toString('latin1');
  const [, payload, signature, kid] = MEMBERS.exec(json) ?? [];
  if (payload === undefined || signature === undefined || kid === undefined) return null;
  const envelope = { payload: Buffer.from(payload, 'base64'), signature: Buffer.from(signature, 'base64'), kid };
  return writeEnvelope(envelope) === text ? envelope : null;
}
