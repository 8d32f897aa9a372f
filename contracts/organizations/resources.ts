import { CalendarDate, closed, Instant, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';

export const OrganizationKind = Type.Enum(['customer', 'branch', 'partner', 'vendor']);
export const OrganizationStatus = Type.Enum(['active', 'closing', 'closed']);

/** An organization on the wire: its *cabinet*. `parent_id` is null too when the reader may not know of the parent. */
export const Cabinet = closed({
  id: Uuid,
  name: Type.String(),
  full_name: nullable(Type.String()),
  inn: Type.String(),
  kpp: nullable(Type.String()),
  ogrn: nullable(Type.String()),
  kind: OrganizationKind,
  parent_id: nullable(Uuid),
  has_children: Type.Boolean(),
  status: OrganizationStatus,
  created_at: Instant,
  updated_at: Instant,
});
export type Cabinet = Static<typeof Cabinet>;

const Name = Type.String({ minLength: 1, maxLength: 300, pattern: '\\S', title: 'not_blank' });
export const Inn = Type.String({ pattern: '^(\\d{10}|\\d{12})$', title: 'inn' });
export const Kpp = Type.String({ pattern: '^\\d{4}[0-9A-Z]{2}\\d{3}$', title: 'kpp' });
const Ogrn = Type.String({ pattern: '^(\\d{13}|\\d{15})$', title: 'ogrn' });

export const NewCabinet = closed({
  name: Name,
  full_name: Type.Optional(nullable(Type.String({ minLength: 1, maxLength: 1000 }))),
  inn: Inn,
  kpp: Type.Optional(nullable(Kpp)),
  ogrn: Type.Optional(nullable(Ogrn)),
  kind: Type.Optional(OrganizationKind),
  parent_id: Type.Optional(nullable(Uuid)),
});

/** `parent_id` moves the organization with all its descendants; null makes it a root. */
export const CabinetChanges = Type.Partial(
  closed({
    name: Name,
    full_name: nullable(Type.String({ minLength: 1, maxLength: 1000 })),
    inn: Inn,
    kpp: nullable(Kpp),
    ogrn: nullable(Ogrn),
    kind: OrganizationKind,
    parent_id: nullable(Uuid),
  }),
  { additionalProperties: false, minProperties: 1 },
);

/** One organization of a tree, with its depth below the asked one (0). */
export const TreeNode = closed({
  id: Uuid,
  parent_id: nullable(Uuid),
  name: Type.String(),
  inn: Type.String(),
  kpp: nullable(Type.String()),
  kind: OrganizationKind,
  status: OrganizationStatus,
  depth: Type.Integer(),
});

/** What services know of an organization; the data of every organization event. */
export const Node = closed({
  id: Uuid,
  parent_id: nullable(Uuid),
  root_id: Uuid,
  name: Type.String(),
  inn: Type.String(),
  kpp: nullable(Type.String()),
  kind: OrganizationKind,
  status: OrganizationStatus,
});
export const VersionedNode = closed({ ...Node.properties, version: Type.Integer() });

export const Contact = closed({
  email: Type.String({ format: 'email', maxLength: 254 }),
  name: Type.String({ minLength: 1, maxLength: 200 }),
});

/** A contact as staff see it; the founding one was invited as the organization's owner. */
export const KnownContact = closed({ email: Type.String(), name: Type.String(), founding: Type.Boolean(), created_at: Instant });

/** The buyer of a purchase, as the ERP names it. */
export const Buyer = closed({
  inn: Inn,
  kpp: Type.Optional(nullable(Kpp)),
  name: Name,
  contact: Type.Optional(Contact),
});

export const CreatedFilter = { created_from: Type.Optional(CalendarDate), created_until: Type.Optional(CalendarDate) };
