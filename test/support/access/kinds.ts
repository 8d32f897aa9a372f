import type { TestedPortal } from '../portal/tested-portal.ts';

/** What ids may stand for. */
export const kinds = [
  'cabinet',
  'license',
  'certificate',
  'purchase',
  'token',
  'person',
  'invitation',
  'join_request',
  'session',
  'product',
  'release',
  'upload',
  'file_transfer',
  'artifact',
  'bundle',
  'user',
  'mail',
  'transfer',
  'outgoing_transfer',
  'advisory',
  'notification',
  'announcement',
  'webhook',
  'webhook_delivery',
  'issue',
  'comment',
  'attachment',
  'attachment_upload',
  'canned_answer',
  'article',
  'article_file',
  'article_category',
  'missed_search',
  'dead_letter',
  'report',
] as const;
export type Kind = (typeof kinds)[number];

/** Things of these kinds belong to no organization: who may see one may see all. */
export const VENDORS_OWN: ReadonlySet<Kind> = new Set([
  'product',
  'purchase',
  'user',
  'mail',
  'advisory',
  'announcement',
  'release',
  'upload',
  'file_transfer',
  'artifact',
  'bundle',
  'canned_answer',
  'article_category',
  'missed_search',
  'dead_letter',
  'report',
]);

/** An organization of the world with everything that is its own. */
export interface Organization {
  readonly key: string;
  readonly id: string;
  readonly root_id: string;
  readonly parent: string | null;
  readonly name: string;
  readonly inn: string;
  readonly kpp: string;
  /** Ids by what they stand for. */
  readonly things: Record<Kind, string[]>;
  /** Names, numbers and addresses that nobody outside may read. */
  readonly words: string[];
  /** The secret of its first token, which reads licences. */
  secret: string;
}

export interface Builder {
  readonly portal: TestedPortal;
  readonly products: Map<string, string>;
  /** The id of an organization beside the world, which gives and takes units. */
  outsider?: string;
}
