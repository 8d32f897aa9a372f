import { closed, Instant, LocalizedText, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';

/** `draft`: staff only see it. `published`: customers do too. `withdrawn`: they did. */
export const AdvisoryStatus = Type.Enum(['draft', 'published', 'withdrawn']);
export type AdvisoryStatus = Static<typeof AdvisoryStatus>;

/** `tracking.status` of the document, which its author sets: a `draft` cannot be published. */
export const DocumentStatus = Type.Enum(['draft', 'interim', 'final']);
export type DocumentStatus = Static<typeof DocumentStatus>;

/** The highest base score of CVSS in words; `none` where nothing is scored or the score is 0. */
export const Severity = Type.Enum(['critical', 'high', 'medium', 'low', 'none']);
export type Severity = Static<typeof Severity>;

/** The traffic light that CSAF 2.0 knows: its WHITE is what TLP 2.0 calls CLEAR. */
export const Tlp = Type.Enum(['WHITE', 'GREEN', 'AMBER', 'RED']);
export type Tlp = Static<typeof Tlp>;

/**
 * How an advisory concerns organizations, by their licences and what they downloaded. `updated`: a version that is
 * affected, or may be, was downloaded, and a safe later one too. `unknown`: nothing tells which version they run, or whether it is
 * affected; never shown as clean.
 */
export const ImpactStatus = Type.Enum(['affected', 'unknown', 'updated', 'not_affected', 'not_held']);
export type ImpactStatus = Static<typeof ImpactStatus>;

/** `status` is the worst of the organizations asked about; `organizations` counts those that hold one of the products. */
export const Impact = closed({
  status: ImpactStatus,
  organizations: closed({
    affected: Type.Integer(),
    unknown: Type.Integer(),
    updated: Type.Integer(),
    not_affected: Type.Integer(),
  }),
});
export type Impact = Static<typeof Impact>;

/**
 * Versions of a product: an exact one, `*` for all, or constraints of vers (`>=1.0|<1.8.1`). What cannot be read as such stands
 * as the document has it.
 */
const Versions = Type.Array(Type.String());
export const VersionStatement = closed({
  affected: Versions,
  fixed: Versions,
  not_affected: Versions,
  under_investigation: Versions,
});
export type VersionStatement = Static<typeof VersionStatement>;

const AdvisoryProduct = closed({ id: Uuid, slug: Type.String(), name: LocalizedText, ...VersionStatement.properties });

const advisoryFields = {
  id: Uuid,
  /** `tracking.id` of the document, such as `HORNS-SA-2026-004`. */
  tracking_id: Type.String(),
  title: Type.String(),
  severity: Severity,
  score: nullable(Type.Number()),
  cves: Type.Array(Type.String()),
  tlp: nullable(Tlp),
  status: AdvisoryStatus,
  document_status: DocumentStatus,
  document_version: Type.String(),
  products: Type.Array(AdvisoryProduct),
  /** Null for staff who name no cabinet. */
  impact: nullable(Impact),
  released_at: Instant,
  revised_at: Instant,
  published_at: nullable(Instant),
  created_at: Instant,
  updated_at: Instant,
};
export const Advisory = closed(advisoryFields);
export type Advisory = Static<typeof Advisory>;

const Vulnerability = closed({
  cve: nullable(Type.String()),
  title: nullable(Type.String()),
  score: nullable(Type.Number()),
  severity: Severity,
  vector: nullable(Type.String()),
  cwe: nullable(Type.String()),
  description: nullable(Type.String()),
  products: Type.Array(closed({ product_id: Uuid, ...VersionStatement.properties })),
  remediations: Type.Array(closed({ category: Type.String(), details: Type.String(), url: nullable(Type.String()) })),
});
export type Vulnerability = Static<typeof Vulnerability>;

/** A document's contents, as far as pages show them; the whole of it is its CSAF form. */
export const AdvisoryContents = closed({
  publisher: Type.String(),
  language: nullable(Type.String()),
  notes: Type.Array(closed({ category: Type.String(), title: nullable(Type.String()), text: Type.String() })),
  vulnerabilities: Type.Array(Vulnerability),
  references: Type.Array(closed({ summary: Type.String(), url: Type.String() })),
  history: Type.Array(closed({ date: Type.String(), number: Type.String(), summary: Type.String() })),
});
export type AdvisoryContents = Static<typeof AdvisoryContents>;

export const AdvisoryDetails = closed({
  ...advisoryFields,
  ...AdvisoryContents.properties,
  /** Products of the document that are none of the portal's: for staff; customers are told none. */
  unmatched: Type.Array(closed({ product_id: Type.String(), name: Type.String() })),
  withdrawal_reason: nullable(Type.String()),
});
export type AdvisoryDetails = Static<typeof AdvisoryDetails>;

/** One reception of the document; the last one is in force. */
export const AdvisoryRevision = closed({
  number: Type.Integer({ minimum: 1 }),
  document_version: Type.String(),
  document_status: DocumentStatus,
  source: Type.Enum(['api', 'bucket']),
  sha256: Type.String(),
  received_at: Instant,
});
export type AdvisoryRevision = Static<typeof AdvisoryRevision>;

/** What every event of an advisory carries. */
export const AdvisoryState = closed({
  id: Uuid,
  tracking_id: Type.String(),
  title: Type.String(),
  severity: Severity,
  score: nullable(Type.Number()),
  cves: Type.Array(Type.String()),
  tlp: nullable(Tlp),
  status: AdvisoryStatus,
  document_status: DocumentStatus,
  document_version: Type.String(),
  products: Type.Array(closed({ product_id: Uuid, ...VersionStatement.properties })),
  published_at: nullable(Instant),
});
export type AdvisoryState = Static<typeof AdvisoryState>;
