import type { Kind, Organization } from './kinds.ts';

/** What the contract of an operation cannot say: contents that make sense, and what its ids stand for. */
export interface Recipe {
  /** Parameters of the path beside the resource's; an id is named by its kind in `ids`. */
  readonly params?: Readonly<Record<string, string>>;
  /** A body that the operation takes, about this organization. */
  readonly body?: (organization: Organization) => unknown;
  /** What ids stand for whose names do not say it: `params.id`, `body.subject_id`. */
  readonly ids?: Readonly<Record<string, Kind>>;
  /** Done once more it does nothing, and tells everybody so in the same words. */
  readonly settles?: true;
  /** What it is done to is gone afterwards, as a request is once it is answered. */
  readonly consumes?: true;
  /** It asks and changes nothing, though it is no GET: ids narrow what it answers. */
  readonly asks?: true;
  /** Places whose things are the vendor's and shown to everybody who may ask: none of them is foreign. */
  readonly shared?: readonly string[];
}

/** What several operations take. */
export const reason = { body: () => ({ reason: 'A test of access' }) };
export const aLink = 'not-a-token-that-anybody-was-given';
export const NO_KEY = '0'.repeat(16);
