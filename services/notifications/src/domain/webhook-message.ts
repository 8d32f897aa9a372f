import { wordsOf, type NoticeData } from './words.ts';

/** What a webhook is sent. */
export interface OutgoingMessage {
  readonly type: string;
  /** JSON, as it is signed and sent. */
  readonly payload: string;
}

export interface MessageFrame {
  /** Whose matter it is; null for the vendor's own. */
  readonly cabinet: { readonly id: string; readonly name: string } | null;
  readonly at: Date;
  /** In the vendor's time zone. */
  readonly today: string;
  readonly publicUrl: string;
}

/** A notice as a message in the form of Standard Webhooks: facts and ids, and where a person reads of it; no words. */
export function messageOf(notice: NoticeData, { cabinet, at, today, publicUrl }: MessageFrame): OutgoingMessage {
  const { what: _what, ...facts } = notice;
  const { link } = wordsOf(notice, 'en', today);
  return message(typeOf(notice), at, { cabinet, ...facts, link: link === null ? null : publicUrl + link });
}

/** A message that tells of nothing, for owners to see that they arrive. */
export function testMessage({ cabinet, at }: Pick<MessageFrame, 'cabinet' | 'at'>): OutgoingMessage {
  return message('webhook.test', at, { cabinet });
}

function message(type: string, at: Date, data: object): OutgoingMessage {
  return { type, payload: JSON.stringify({ type, timestamp: at.toISOString(), data }) };
}

function typeOf(notice: NoticeData): string {
  if ('term' in notice) return `${notice.term.kind}.${notice.what}`;
  switch (notice.what) {
    case 'purchase':
      return 'purchase.accepted';
    case 'expiry':
      return 'expiry.due';
    case 'transfer':
      return `transfer.${notice.status}`;
    case 'published':
    case 'recalled':
      return `release.${notice.what}`;
    case 'advisory':
      return 'advisory.published';
    default:
      throw new Error(`webhooks are not told of ${notice.what}`);
  }
}
