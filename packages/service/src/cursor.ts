import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { problem } from '@kabinet/problem';
import type { Position } from '@kabinet/database/keyset';

/** Turns positions into opaque cursors and back. A cursor is valid for the same caller, operation, sort and filters only. */
export interface CursorSigner {
  sign(position: Position, query: string): string;
  /** Throws `invalid_cursor` for anything that this signer did not issue for `query`. */
  open(cursor: string, query: string): Position;
}

const MAC_BYTES = 16;

export function createCursorSigner(secret: string): CursorSigner {
  const key = createSecretKey(createHmac('sha256', secret).update('list cursors').digest());
  function mac(payload: Buffer, query: string): Buffer {
    return createHmac('sha256', key).update(`${query.length}\n${query}\n`).update(payload).digest().subarray(0, MAC_BYTES);
  }
  return {
    sign(position, query) {
      const payload = Buffer.from(JSON.stringify([position.key, position.id]));
      return Buffer.concat([mac(payload, query), payload]).toString('base64url');
    },
    open(cursor, query) {
      const bytes = Buffer.from(cursor, 'base64url');
      const payload = bytes.subarray(MAC_BYTES);
      const genuine = bytes.length > MAC_BYTES && timingSafeEqual(bytes.subarray(0, MAC_BYTES), mac(payload, query));
      if (!genuine || bytes.toString('base64url') !== cursor) throw problem('invalid_cursor');
      const [key, id] = JSON.parse(payload.toString()) as [string, string];
      return { key, id };
    },
  };
}
