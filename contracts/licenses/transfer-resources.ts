import { closed, Instant, NamedRef, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';
import { ProductRef, Quantity } from './resources.ts';

/** `pending` waits for the receiver. Only what is `done` has moved units; `returned` has moved them back. */
export const TransferStatus = Type.Enum(['pending', 'done', 'returned', 'declined', 'withdrawn']);
export type TransferStatus = Static<typeof TransferStatus>;

const Numbered = closed({ id: Uuid, number: Type.String() });

/** Units of a certificate that go along. A side that the reader does not see is null, and so is what is not there yet. */
const TransferredCertificate = closed({
  certificate: nullable(Numbered),
  to_certificate: nullable(Numbered),
  quantity: Type.Integer({ minimum: 0 }),
});

const transferFields = {
  id: Uuid,
  /** The giver's licence; null for who sees only the receiver: of the giver they are told the name. */
  license_id: nullable(Uuid),
  license_number: nullable(Type.String()),
  /** The receiver's licence of the same origin; null until units arrive, and for who does not see the receiver. */
  to_license_id: nullable(Uuid),
  to_license_number: nullable(Type.String()),
  product: ProductRef,
  from_cabinet: NamedRef,
  to_cabinet: NamedRef,
  quantity: Type.Integer({ minimum: 1 }),
  certificates: Type.Array(TransferredCertificate),
  status: TransferStatus,
  /** What several licences that moved in one operation have in common. */
  batch_id: nullable(Uuid),
  /** Whose deed it was; never a person's name. */
  created_by: Type.Enum(['vendor', 'customer', 'system']),
  created_at: Instant,
  updated_at: Instant,
};
export const Transfer = closed(transferFields);
export type Transfer = Static<typeof Transfer>;

export const NewTransfer = closed({ to_cabinet_id: Uuid, quantity: Quantity });

/** Units of the licence that the certificate covers; `license_id` says which, where it covers several. */
export const NewCertificateTransfer = closed({ to_cabinet_id: Uuid, quantity: Quantity, license_id: Type.Optional(Uuid) });

/** Many licences to one organization: all of them or none. */
export const NewTransfers = closed({
  to_cabinet_id: Uuid,
  licenses: Type.Array(closed({ license_id: Uuid, quantity: Quantity }), { minItems: 1, maxItems: 50 }),
});

const Units = closed({ before: Type.Integer({ minimum: 0 }), after: Type.Integer({ minimum: 0 }) });

/** What would change of one licence, units before and after on both sides. */
export const PlannedTransfer = closed({
  license_id: Uuid,
  license_number: Type.String(),
  product: ProductRef,
  quantity: Type.Integer({ minimum: 1 }),
  giver: Units,
  /** Null for who does not see the receiver. */
  receiver: nullable(Units),
  /** The receiver's licence that would grow; null: it would be made. Null too for who does not see the receiver. */
  to_license: nullable(Numbered),
  certificates: Type.Array(
    closed({
      id: Uuid,
      number: Type.String(),
      /** The exact share, `quantity × covered / units`, as a decimal of at most three places; `quantity` is it rounded. */
      share: Type.Number(),
      quantity: Type.Integer({ minimum: 0 }),
      giver: Units,
      receiver: nullable(Units),
    }),
  ),
});
export type PlannedTransfer = Static<typeof PlannedTransfer>;

/** What a transfer would do. A dry run is refused as the transfer would be. */
export const TransferPreview = closed({
  from_cabinet: NamedRef,
  to_cabinet: NamedRef,
  /** `pending`: the receiver's tree wants its transfers accepted; until then nothing moves. */
  status: Type.Enum(['pending', 'done']),
  transfers: Type.Array(PlannedTransfer),
});
export type TransferPreview = Static<typeof TransferPreview>;

/** Settings of a whole tree. */
export const TransferSettings = closed({
  /** Whether the receiver must accept what is transferred to an organization of this tree. */
  acceptance: Type.Boolean(),
});
export type TransferSettings = Static<typeof TransferSettings>;
