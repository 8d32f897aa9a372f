import { CalendarDate, closed, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';
import { TermStatus } from './resources.ts';

/** Which licences, of those in the caller's reach. */
export const HoldingsQuestion = closed({
  product_ids: Type.Optional(Type.Array(Uuid, { maxItems: 500 })),
  license_id: Type.Optional(Uuid),
  /** Narrows to one organization, or to it and what is below. */
  cabinet_id: Type.Optional(Uuid),
  descendants: Type.Optional(Type.Boolean()),
});

export type HoldingsQuestion = Static<typeof HoldingsQuestion>;

/**
 * Licences that entitle to the same: of one product and range of versions, in the same state, with or without the right to take
 * software. However many a customer has, of these there are a few per product.
 */
export const Holding = closed({
  product_id: Uuid,
  versions: nullable(Type.String()),
  status: TermStatus,
  download: Type.Boolean(),
  /** One of the licences: the one that ends last. */
  license: closed({ id: Uuid, number: Type.String(), organization_id: Uuid, root_id: Uuid, valid_until: nullable(CalendarDate) }),
  /** When there is or was support for any of them, joined and in order. */
  support: Type.Array(closed({ from: CalendarDate, until: CalendarDate })),
});
export type Holding = Static<typeof Holding>;
