import { closed, Instant, LocalizedText, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';
import { Channel, ReleaseKind } from '../artifacts/manifest.ts';
import { Artifact, UploadFault } from '../artifacts/resources.ts';

/** An archived product is sold no more; customers do not see it among products, their licences stay as they are. */
export const ProductStatus = Type.Enum(['active', 'archived']);

/**
 * The name in URLs, purchases and upload folders. It never changes, as others keep it, and is never a UUID, as products
 * are addressed by both.
 */
const Slug = Type.String({
  maxLength: 64,
  pattern: '^(?![0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$)[a-z0-9]+(-[a-z0-9]+)*$',
  title: 'slug',
});
/** A product's id or slug, as a path parameter. */
export const ProductRef = Type.String({ pattern: '^[0-9A-Za-z-]{1,64}$' });

const Text = Type.String({ minLength: 1, maxLength: 10_000 });
const Description = closed({ ru: Text, en: Text });

/** A level of technical support that certificates of the product may have; hours are the target of the first answer. */
export const SupportLevel = closed({
  code: Type.String({ pattern: '^[a-z][a-z0-9_-]{0,39}$', title: 'level_code' }),
  name: LocalizedText,
  first_response_hours: Type.Integer({ minimum: 1, maximum: 8784 }),
});
const SupportLevels = Type.Array(SupportLevel, { maxItems: 20 });

/** Which updates a licence gives; see `domain.md`, "What may be downloaded". */
export const UpdatePolicy = Type.Enum(['always', 'released_within_support', 'while_supported']);
/** Whether security fixes are offered beyond that. */
export const SecurityPolicy = Type.Enum(['always', 'with_updates']);

/** A JSON Schema (2020-12, the part that `@kabinet/parameter-schema` accepts) for the parameters of the product's licences. */
const Parameters = Type.Record(Type.String(), Type.Unknown());

export const Product = closed({
  id: Uuid,
  slug: Type.String(),
  name: LocalizedText,
  description: nullable(Description),
  parameters: Parameters,
  support_levels: SupportLevels,
  update_policy: UpdatePolicy,
  security_policy: SecurityPolicy,
  status: ProductStatus,
  created_at: Instant,
  updated_at: Instant,
});
export type Product = Static<typeof Product>;

/** What other services work with: the product and the version that they saw. */
export const ProductDefinition = closed({ ...Product.properties, version: Type.Integer() });
export type ProductDefinition = Static<typeof ProductDefinition>;

export const NewProduct = closed({
  slug: Slug,
  name: LocalizedText,
  description: Type.Optional(nullable(Description)),
  parameters: Parameters,
  support_levels: SupportLevels,
  update_policy: UpdatePolicy,
  security_policy: Type.Optional(SecurityPolicy),
});
export type NewProduct = Static<typeof NewProduct>;

/** Each member given replaces the whole of what it names: a new `name` has both languages, `parameters` is a whole schema. */
export const ProductChanges = Type.Partial(
  closed({
    name: LocalizedText,
    description: nullable(Description),
    parameters: Parameters,
    support_levels: SupportLevels,
    update_policy: UpdatePolicy,
    security_policy: SecurityPolicy,
    status: ProductStatus,
  }),
  { additionalProperties: false, minProperties: 1 },
);
export type ProductChanges = Static<typeof ProductChanges>;

/** `held` is what was found and is wrong or incomplete, `scheduled` what waits for its date: customers see neither. */
export const ReleaseStatus = Type.Enum(['held', 'scheduled', 'published', 'recalled']);
export type ReleaseStatus = Static<typeof ReleaseStatus>;

const Notes = closed({ ru: Type.String(), en: Type.String() });

/** A version of a product. Of a held one only its number and its faults are known for certain. */
export const Release = closed({
  id: Uuid,
  product: closed({ id: Uuid, slug: Type.String(), name: LocalizedText }),
  version: Type.String(),
  kind: nullable(ReleaseKind),
  channel: nullable(Channel),
  status: ReleaseStatus,
  released_at: nullable(Instant),
  recalled_at: nullable(Instant),
  recall_reason: nullable(Type.String()),
  notes: nullable(Notes),
  fixes: Type.Array(Type.String()),
  artifacts: Type.Array(Artifact),
  /** Why it is held; what was changed in the bucket after it was accepted. */
  faults: Type.Array(closed({ ...UploadFault.properties, detail: Type.String() })),
  created_at: Instant,
  updated_at: Instant,
});
export type Release = Static<typeof Release>;

/** A release as events tell of it. */
export const ReleaseState = closed({
  id: Uuid,
  product_id: Uuid,
  version: Type.String(),
  kind: ReleaseKind,
  channel: Channel,
  status: Type.Enum(['scheduled', 'published', 'recalled']),
  released_at: Instant,
  recalled_at: nullable(Instant),
  recall_reason: nullable(Type.String()),
  notes: Notes,
  fixes: Type.Array(Type.String()),
  artifacts: Type.Array(Artifact),
  /** The version of the event "release found" that it was made from. */
  found_version: Type.Integer(),
});
export type ReleaseState = Static<typeof ReleaseState>;

/** Told to everyone who has the release: what is wrong with it, and what to do. */
export const RecallReason = Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S', title: 'not_blank' });
