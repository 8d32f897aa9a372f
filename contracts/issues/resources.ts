import { closed, Instant, NamedRef, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';
import { ProductRef } from '../licenses/resources.ts';

/**
 * - `new`: nobody of the support has answered. `open`: it is the support's turn. `waiting_for_customer`: it is the customer's.
 * - `resolved`: the support thinks it is done; whoever disagrees answers, and it is open again. `closed`: until it is reopened.
 */
export const IssueStatus = Type.Enum(['new', 'open', 'waiting_for_customer', 'resolved', 'closed']);
export type IssueStatus = Static<typeof IssueStatus>;

/** How much the customer is hindered: `critical` is a standstill. */
export const Severity = Type.Enum(['critical', 'high', 'normal', 'low']);
export type Severity = Static<typeof Severity>;

/** How far the helpdesk has got what was written here. Without one behind the portal everything is `delivered`. */
export const Delivery = Type.Enum(['delivered', 'pending', 'failed']);
export type Delivery = Static<typeof Delivery>;

/** The party that somebody writes for. */
export const AuthorSide = Type.Enum(['customer', 'support']);
export type AuthorSide = Static<typeof AuthorSide>;

/**
 * Who wrote, under the name of that day. Without a name for whom the reader may not know of, such as people of the parent; without an id
 * also for whom the helpdesk alone knows.
 */
export const Author = closed({ id: nullable(Uuid), name: nullable(Type.String()), side: AuthorSide });
export type Author = Static<typeof Author>;

const Subject = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', title: 'not_blank' });
/** Markdown. */
const Text = Type.String({ minLength: 1, maxLength: 50_000, pattern: '\\S', title: 'not_blank' });
const Version = Type.String({ minLength: 1, maxLength: 64, pattern: '\\S', title: 'not_blank' });

export const Issue = closed({
  id: Uuid,
  number: Type.String(),
  cabinet: NamedRef,
  product: ProductRef,
  /** The product's version that it is about, in the customer's words. */
  version: nullable(Type.String()),
  license_id: nullable(Uuid),
  certificate_id: nullable(Uuid),
  subject: Type.String(),
  severity: Severity,
  status: IssueStatus,
  /** Shown to its author, its followers and the support alone. */
  private: Type.Boolean(),
  delivery: Delivery,
  /** When the first answer is due, by the certificate's level and the support's working hours; null without a target. */
  respond_by: nullable(Instant),
  responded_at: nullable(Instant),
  created_by: Author,
  assignee: nullable(NamedRef),
  created_at: Instant,
  /** Of the last thing that happened, comments and attachments included. */
  updated_at: Instant,
});
export type Issue = Static<typeof Issue>;

/**
 * What happened to a request beside its comments. `by` is null for the portal itself. `…_overruled`: the helpdesk had meanwhile made it
 * `from` where the portal had made it `to`, which holds. `separated`: it was merged, and no longer is.
 */
export const IssueChange = closed({
  at: Instant,
  what: Type.Enum([
    'opened',
    'status_changed',
    'severity_changed',
    'subject_changed',
    'privacy_changed',
    'version_changed',
    'merged',
    'separated',
    'status_overruled',
    'severity_overruled',
  ]),
  by: nullable(Author),
  from: nullable(Type.String()),
  to: nullable(Type.String()),
});
export type IssueChange = Static<typeof IssueChange>;

/** From 1, not at all content, to 5. */
const Score = Type.Integer({ minimum: 1, maximum: 5 });

/** What its author thinks of how a request was dealt with. */
export const Rating = closed({ score: Score, remark: nullable(Type.String()), rated_at: Instant });
export type Rating = Static<typeof Rating>;
export const NewRating = closed({
  score: Score,
  remark: Type.Optional(nullable(Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S', title: 'not_blank' }))),
});
export type NewRating = Static<typeof NewRating>;

/** A rating with its request, as a row of a list. */
export const RatedIssue = closed({
  /** Of the request. */
  id: Uuid,
  number: Type.String(),
  subject: Type.String(),
  cabinet: NamedRef,
  assignee: nullable(NamedRef),
  ...Rating.properties,
});
export type RatedIssue = Static<typeof RatedIssue>;

export const Satisfaction = closed({
  /** Requests that were rated in the time, by score. */
  scores: Type.Array(closed({ score: Score, count: Type.Integer() })),
  rated: Type.Integer(),
  /** Null where nobody rated anything. */
  average: nullable(Type.Number()),
});
export type Satisfaction = Static<typeof Satisfaction>;

/** A request as others name it. */
export const IssueRef = closed({ id: Uuid, number: Type.String(), subject: Type.String() });
export type IssueRef = Static<typeof IssueRef>;

/** What the caller may do now, so that nobody is offered what would be refused. */
export const IssueDetails = closed({
  ...Issue.properties,
  /** Markdown. */
  description: Type.String(),
  history: Type.Array(IssueChange),
  /** Where the caller may take it. */
  next_statuses: Type.Array(IssueStatus),
  is_followed: Type.Boolean(),
  /** Its conversation goes on elsewhere: in `into`, which is null for whom may not know of that one. */
  merged: nullable(closed({ at: Instant, into: nullable(IssueRef) })),
  /** Requests that were merged into it, of which the caller may know. */
  merged_here: Type.Array(IssueRef),
  rating: nullable(Rating),
  /** Whether the caller is asked how it was dealt with: its author, once it is resolved or closed. */
  may_rate: Type.Boolean(),
});
export type IssueDetails = Static<typeof IssueDetails>;

/**
 * Of `certificate_id`, `license_id` and `product_id` one is needed: the others follow from it. Without `cabinet_id` it is for the
 * organization that the certificate or licence belongs to, else for the only one that its author may write for.
 */
export const NewIssue = closed({
  cabinet_id: Type.Optional(Uuid),
  product_id: Type.Optional(Uuid),
  license_id: Type.Optional(nullable(Uuid)),
  certificate_id: Type.Optional(nullable(Uuid)),
  version: Type.Optional(nullable(Version)),
  subject: Subject,
  description: Text,
  severity: Type.Optional(Severity),
  private: Type.Optional(Type.Boolean()),
});
export type NewIssue = Static<typeof NewIssue>;

export const IssueChanges = Type.Partial(
  closed({ subject: Subject, version: nullable(Version), severity: Severity, status: IssueStatus, private: Type.Boolean() }),
  { additionalProperties: false, minProperties: 1 },
);
export type IssueChanges = Static<typeof IssueChanges>;

/** The largest file that comes in one request, in bytes. */
export const ATTACHMENT_LIMIT = 52_428_800;

export const Attachment = closed({
  id: Uuid,
  name: Type.String(),
  /** In bytes. */
  size: Type.Integer(),
  /** Guessed from the name, as a hint for pictures and icons: what a file claims of itself is not believed. */
  content_type: Type.String(),
  author: Author,
  /** The comment that it belongs to; null for a file of the request itself. */
  comment_id: nullable(Uuid),
  created_at: Instant,
});
export type Attachment = Static<typeof Attachment>;

/** The largest file that comes in pieces, in bytes: 2 GB. */
export const UPLOAD_LIMIT = 2_147_483_648;

/**
 * A file that comes in pieces. Once all of it is there it is `checking` until it is `attached`, under its own id, or `refused` for what
 * the scanner found.
 */
export const AttachmentUpload = closed({
  id: Uuid,
  name: Type.String(),
  /** In bytes, as those that are safe already. */
  size: Type.Integer(),
  received: Type.Integer(),
  state: Type.Enum(['receiving', 'checking', 'attached', 'refused']),
  finding: nullable(Type.String()),
  created_at: Instant,
  /** It is forgotten unless more of it comes until then. */
  expires_at: Instant,
});
export type AttachmentUpload = Static<typeof AttachmentUpload>;

export const Comment = closed({
  id: Uuid,
  author: Author,
  /** Markdown; empty once it is deleted. */
  body: Type.String(),
  delivery: Delivery,
  created_at: Instant,
  updated_at: Instant,
  edited_at: nullable(Instant),
  deleted_at: nullable(Instant),
  /** Until when its author may edit or delete it. */
  editable_until: Instant,
});
export type Comment = Static<typeof Comment>;

/** `attachment_ids` are files of the request that belong to what is said. */
export const NewComment = closed({
  body: Text,
  attachment_ids: Type.Optional(Type.Array(Uuid, { maxItems: 20, uniqueItems: true })),
});
export type NewComment = Static<typeof NewComment>;
export const CommentChanges = closed({ body: Text });

export const Follower = closed({ id: Uuid, name: Type.String() });
export type Follower = Static<typeof Follower>;

/** What the support's people tell each other; no customer ever sees it, nor does a helpdesk pass it on. */
export const Note = closed({ id: Uuid, author: Author, body: Type.String(), created_at: Instant });
export type Note = Static<typeof Note>;
export const NewNote = closed({ body: Text });

/** Something on its way to the helpdesk. */
export const HelpdeskDelivery = closed({
  id: Uuid,
  issue: closed({ id: Uuid, number: Type.String() }),
  kind: Type.Enum(['ticket', 'comment', 'revision', 'attachment', 'fields', 'merge']),
  /** `failed`: the helpdesk refuses it, and what follows in its request waits until somebody has it tried again. */
  state: Type.Enum(['waiting', 'delivered', 'failed']),
  attempts: Type.Integer(),
  fault: nullable(Type.String()),
  created_at: Instant,
  due_at: Instant,
  delivered_at: nullable(Instant),
});
export type HelpdeskDelivery = Static<typeof HelpdeskDelivery>;

/** How the portal and the helpdesk get on. */
export const Helpdesk = closed({
  /** `builtin`: the staff console is the helpdesk. */
  kind: Type.Enum(['builtin', 'request-tracker', 'redmine']),
  /** When it was read last without a fault. */
  read_at: nullable(Instant),
  fault: nullable(Type.String()),
  failing_since: nullable(Instant),
  waiting: Type.Integer(),
  failed: Type.Integer(),
});
export type Helpdesk = Static<typeof Helpdesk>;

/** An answer that is given often. */
export const CannedAnswer = closed({
  id: Uuid,
  title: Type.String(),
  body: Type.String(),
  updated_at: Instant,
});
export type CannedAnswer = Static<typeof CannedAnswer>;
export const NewCannedAnswer = closed({ title: Subject, body: Text });
export type NewCannedAnswer = Static<typeof NewCannedAnswer>;
