import { CalendarDate, closed, Instant, LocalizedText, NamedRef, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';
import { Buyer } from '../organizations/resources.ts';

/** Derived from dates and decisions; what is *expiring* is a filter on `valid_until`. */
export const TermStatus = Type.Enum(['scheduled', 'active', 'expired', 'suspended', 'revoked']);
export type TermStatus = Static<typeof TermStatus>;

export const ProductRef = closed({ id: Uuid, slug: Type.String(), name: LocalizedText });
/** Checked against the product's own schema. */
export const Parameters = Type.Record(Type.String(), Type.Unknown());
/** `1.x`, `2.4.x` or an exact version; null: every version. */
export const VersionRange = Type.String({ pattern: '^\\d{1,5}(\\.(\\d{1,5}|x)){0,3}$', maxLength: 30, title: 'version_range' });
export const Quantity = Type.Integer({ minimum: 1, maximum: 1_000_000_000 });
export const Reason = Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S', title: 'not_blank' });

const licenseFields = {
  id: Uuid,
  number: Type.String(),
  cabinet: NamedRef,
  product: ProductRef,
  quantity: Type.Integer({ minimum: 0 }),
  /** Of these units so many wait for the receiver of a transfer: they still count here, but cannot be given twice. */
  pending_quantity: Type.Integer({ minimum: 0 }),
  parameters: Parameters,
  versions: nullable(VersionRange),
  valid_from: CalendarDate,
  valid_until: nullable(CalendarDate),
  status: TermStatus,
  purchase_id: nullable(Uuid),
  created_at: Instant,
  updated_at: Instant,
};
export const License = closed(licenseFields);
export type License = Static<typeof License>;

const certificateFields = {
  id: Uuid,
  number: Type.String(),
  cabinet: NamedRef,
  product: ProductRef,
  level: Type.String(),
  valid_from: CalendarDate,
  valid_until: CalendarDate,
  status: TermStatus,
  licenses: Type.Array(closed({ id: Uuid, number: Type.String(), quantity: Type.Integer({ minimum: 0 }) })),
  created_at: Instant,
  updated_at: Instant,
};
export const Certificate = closed(certificateFields);
export type Certificate = Static<typeof Certificate>;

/** One step in the life of a licence or certificate. `by` never names a person of another party. */
export const HistoryEntry = closed({
  at: Instant,
  what: Type.Enum(['issued', 'extended', 'renewed', 'changed', 'suspended', 'resumed', 'revoked', 'reversed', 'given', 'received']),
  by: Type.Enum(['vendor', 'customer', 'system']),
  details: Type.Record(Type.String(), Type.Unknown()),
});
export type HistoryEntry = Static<typeof HistoryEntry>;

/** A certificate as the licence that it covers shows it. */
export const CoveringCertificate = closed({
  id: Uuid,
  number: Type.String(),
  level: Type.String(),
  valid_from: CalendarDate,
  valid_until: CalendarDate,
  status: TermStatus,
  quantity: Type.Integer({ minimum: 0 }),
});

export const LicenseDetails = closed({
  ...licenseFields,
  certificates: Type.Array(CoveringCertificate),
  history: Type.Array(HistoryEntry),
});
export const CertificateDetails = closed({ ...certificateFields, history: Type.Array(HistoryEntry) });

export const NewLicense = closed({
  cabinet_id: Uuid,
  product_id: Uuid,
  quantity: Quantity,
  parameters: Parameters,
  versions: Type.Optional(nullable(VersionRange)),
  valid_from: CalendarDate,
  valid_until: nullable(CalendarDate),
});

/** A certificate covers all units of licences of one product and one organization. */
export const NewCertificate = closed({
  license_ids: Type.Array(Uuid, { minItems: 1, maxItems: 200, uniqueItems: true }),
  level: Type.String({ minLength: 1, maxLength: 64 }),
  valid_from: CalendarDate,
  valid_until: CalendarDate,
});

export const LicenseChanges = Type.Partial(
  closed({ valid_until: nullable(CalendarDate), versions: nullable(VersionRange), parameters: Parameters }),
  {
    additionalProperties: false,
    minProperties: 1,
  },
);
export const CertificateChanges = Type.Partial(closed({ valid_until: CalendarDate, level: Type.String({ minLength: 1, maxLength: 64 }) }), {
  additionalProperties: false,
  minProperties: 1,
});

const ProductSlug = Type.String({ minLength: 1, maxLength: 64 });

/** A line that sells something new. */
export const SaleLine = closed({
  product: ProductSlug,
  quantity: Quantity,
  parameters: Parameters,
  versions: Type.Optional(nullable(VersionRange)),
  valid_from: CalendarDate,
  valid_until: nullable(CalendarDate),
  certificate: Type.Optional(
    nullable(closed({ level: Type.String({ minLength: 1, maxLength: 64 }), valid_from: CalendarDate, valid_until: CalendarDate })),
  ),
});
/** A line that extends a licence or certificate of the same buyer, by number. */
export const RenewalLine = closed({ renews: Type.String({ minLength: 1, maxLength: 64 }), valid_until: CalendarDate });

/** A purchase as the ERP sends it. */
export const PurchaseMessage = closed({
  source: Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{0,63}$', title: 'purchase_source' }),
  id: Type.String({ minLength: 1, maxLength: 200 }),
  purchased_at: Instant,
  buyer: Buyer,
  lines: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 500 }),
});
export type SaleLine = Static<typeof SaleLine>;
export type RenewalLine = Static<typeof RenewalLine>;
export type PurchaseLine = SaleLine | RenewalLine;
export type PurchaseMessage = Omit<Static<typeof PurchaseMessage>, 'lines'> & { lines: PurchaseLine[] };

const PurchaseFault = closed({
  pointer: Type.String(),
  code: Type.String(),
  /** What is wrong, in the reader's language. */
  detail: Type.String(),
  params: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
const PurchasedThing = closed({ id: Uuid, number: Type.String(), line: Type.Integer({ minimum: 0 }) });

/** `buyer` and `lines` as they came; of a refused message whatever could be read of them. */
export const Purchase = closed({
  id: Uuid,
  source: nullable(Type.String()),
  external_id: nullable(Type.String()),
  status: Type.Enum(['accepted', 'refused', 'reversed']),
  cabinet: nullable(NamedRef),
  buyer: Type.Unknown(),
  lines: Type.Unknown(),
  licenses: Type.Array(PurchasedThing),
  certificates: Type.Array(PurchasedThing),
  errors: Type.Array(PurchaseFault),
  /** Null where a refused message says no instant that can be read. */
  purchased_at: nullable(Instant),
  created_at: Instant,
  updated_at: Instant,
});
export type Purchase = Static<typeof Purchase>;

/** A purchase with its whole message as it came, of whatever form. */
export const PurchaseDetails = closed({ ...Purchase.properties, message: Type.Unknown() });
export type PurchaseDetails = Static<typeof PurchaseDetails>;

const purchasedTerm = { kind: Type.Enum(['license', 'certificate']), id: Uuid, number: Type.String() };

/** What taking back a purchase would do, and what stands in its way: while there are obstacles, it is refused. */
export const PurchaseReversal = closed({
  /** Issued by it, with the units that are there now; null for certificates. */
  revokes: Type.Array(closed({ ...purchasedTerm, quantity: nullable(Type.Integer()) })),
  /** Renewed by it: the last day now, and the one before the purchase. */
  returns: Type.Array(closed({ ...purchasedTerm, from: CalendarDate, to: CalendarDate })),
  obstacles: Type.Array(
    Type.Union([
      /** Units have come or gone since: so many were issued, so many are there. */
      closed({ ...purchasedTerm, code: Type.Literal('units_moved'), issued: Type.Integer(), present: Type.Integer() }),
      /** The last day is no longer the one that the purchase set. */
      closed({ ...purchasedTerm, code: Type.Literal('term_changed'), expected: CalendarDate, present: nullable(CalendarDate) }),
    ]),
  ),
});
export type PurchaseReversal = Static<typeof PurchaseReversal>;
