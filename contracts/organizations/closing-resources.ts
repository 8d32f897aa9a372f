import { closed, Instant, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';

/** Who has something of an organization's that must go before it is closed: each service answers for its own. */
export const ClosingPartName = Type.Enum(['organizations', 'licenses', 'issues', 'auth']);
export type ClosingPartName = Static<typeof ClosingPartName>;

/** What an organization may own. Licences and certificates count while they are, or will be, in force, requests until they are closed. */
export const Belonging = closed({
  what: Type.Enum(['children', 'branches', 'licenses', 'certificates', 'issues', 'people', 'tokens', 'invitations']),
  count: Type.Integer({ minimum: 0 }),
});
export type Belonging = Static<typeof Belonging>;

/**
 * Why a part is not cleared. `owned`: what is left stands in the way. `not_movable`: it cannot go up, as a branch, whose head
 * office is this organization. `failed`: something went wrong; trying again may help.
 */
export const ClosingFault = Type.Enum(['owned', 'not_movable', 'failed']);
export type ClosingFault = Static<typeof ClosingFault>;

export const ClosingPart = closed({
  part: ClosingPartName,
  /** `waiting`: its turn is still to come. `asked`: at work. */
  status: Type.Enum(['waiting', 'asked', 'weighed', 'cleared', 'stuck']),
  fault: nullable(ClosingFault),
  /** What there is, as it was told last. */
  left: Type.Array(Belonging),
});
export type ClosingPart = Static<typeof ClosingPart>;

/**
 * `weighing`, `weighed`: a preview. `closing`: under way. `stuck`: under way, and a part cannot go on: `parts` say which and why.
 * `refused`: something stood in the way, and nothing was to be moved. `cancelled`: given up; what had moved stays where it is.
 */
export const ClosingStatus = Type.Enum(['weighing', 'weighed', 'closing', 'stuck', 'closed', 'refused', 'cancelled']);

/** The closing of an organization, or its preview. */
export const Closing = closed({
  id: Uuid,
  cabinet_id: Uuid,
  status: ClosingStatus,
  /** Whether children, licences and certificates go up to the parent, and support requests are closed; else they stand in the way. */
  move_up: Type.Boolean(),
  reason: nullable(Type.String()),
  parts: Type.Array(ClosingPart),
  created_at: Instant,
  updated_at: Instant,
});
export type Closing = Static<typeof Closing>;

export const NewClosing = closed({
  move_up: Type.Boolean(),
  reason: Type.Optional(Type.String({ minLength: 1, maxLength: 500, pattern: '\\S', title: 'not_blank' })),
});

/** A closing's whole state: what every event of it carries. */
export const ClosingState = closed({
  id: Uuid,
  organization_id: Uuid,
  /** Where things go up to; null for a root. */
  parent_id: nullable(Uuid),
  /** The organization's version that is `closing`; of a preview the present one. */
  organization_version: Type.Integer(),
  status: ClosingStatus,
  move_up: Type.Boolean(),
  reason: nullable(Type.String()),
  parts: Type.Array(ClosingPart),
});
export type ClosingState = Static<typeof ClosingState>;

/** What a service tells of its part of a closing. */
export const ClosingAnswer = closed({
  closing_id: Uuid,
  organization_id: Uuid,
  /** The version of the closing in which the part was asked: an answer to an earlier question does not count. */
  asked_in: Type.Integer(),
  fault: nullable(ClosingFault),
  left: Type.Array(Belonging),
});
export type ClosingAnswer = Static<typeof ClosingAnswer>;
