import type { AdvisoryContents, Severity, Tlp, Vulnerability } from '@kabinet/contracts/products/advisory-resources';
import type { CsafDocument, CsafVulnerability } from './csaf.ts';
import type { MappedProduct } from './product-map.ts';
import { statementsOf } from './statements.ts';

/** The words of CVSS 3.1 for a base score (section 5). */
function severityOf(score: number | null): Severity {
  if (score === null || score <= 0) return 'none';
  if (score < 4) return 'low';
  if (score < 7) return 'medium';
  return score < 9 ? 'high' : 'critical';
}

/** What lists and searches know of a document. */
export interface AdvisoryFacts {
  readonly tracking_id: string;
  readonly publisher_namespace: string;
  readonly title: string;
  readonly tlp: Tlp | null;
  readonly score: number | null;
  readonly severity: Severity;
  readonly cves: readonly string[];
  readonly document_status: 'draft' | 'interim' | 'final';
  readonly document_version: string;
  readonly released_at: string;
  readonly revised_at: string;
}

export function factsOf({ document, vulnerabilities = [] }: CsafDocument): AdvisoryFacts {
  const scores = vulnerabilities.flatMap((vulnerability) => scoreOf(vulnerability)?.baseScore ?? []);
  const score = scores.length > 0 ? Math.max(...scores) : null;
  const { tracking } = document;
  return {
    tracking_id: tracking.id,
    publisher_namespace: document.publisher.namespace,
    title: document.title,
    tlp: (document.distribution?.tlp?.label as Tlp | undefined) ?? null,
    score,
    severity: severityOf(score),
    cves: [...new Set(vulnerabilities.flatMap(({ cve }) => cve ?? []))].toSorted(),
    document_status: tracking.status,
    document_version: tracking.version,
    released_at: instantOf(tracking.initial_release_date),
    revised_at: instantOf(tracking.current_release_date),
  };
}

function instantOf(date: string): string {
  return new Date(date).toISOString();
}

/** The worst score of the vulnerability; CVSS 3 before CVSS 2. */
function scoreOf({ scores = [] }: CsafVulnerability) {
  const ofVersion = (version: 'cvss_v3' | 'cvss_v2') =>
    scores.flatMap((score) => score[version] ?? []).toSorted((a, b) => b.baseScore - a.baseScore)[0];
  return ofVersion('cvss_v3') ?? ofVersion('cvss_v2');
}

/** What the page of one advisory shows of its document. */
export function contentsOf(
  { document, vulnerabilities = [] }: CsafDocument,
  products: ReadonlyMap<string, MappedProduct>,
): AdvisoryContents {
  return {
    publisher: document.publisher.name,
    language: document.lang ?? null,
    notes: (document.notes ?? []).map(({ category, title, text }) => ({ category, title: title ?? null, text })),
    vulnerabilities: vulnerabilities.map((vulnerability) => vulnerabilityOf(vulnerability, products)),
    references: (document.references ?? []).map(({ summary, url }) => ({ summary, url })),
    history: document.tracking.revision_history.map(({ date, number, summary }) => ({ date, number, summary })),
  };
}

const DESCRIPTIONS = ['description', 'summary', 'details', 'general'];

function vulnerabilityOf(vulnerability: CsafVulnerability, products: ReadonlyMap<string, MappedProduct>): Vulnerability {
  const { cve, title, cwe, notes = [], remediations = [], product_status = {} } = vulnerability;
  const score = scoreOf(vulnerability);
  const described = DESCRIPTIONS.flatMap((category) => notes.find((note) => note.category === category) ?? [])[0];
  return {
    cve: cve ?? null,
    title: title ?? null,
    score: score?.baseScore ?? null,
    severity: severityOf(score?.baseScore ?? null),
    vector: score?.vectorString ?? null,
    cwe: cwe?.id ?? null,
    description: described?.text ?? null,
    products: [...statementsOf(product_status, products)].map(([product_id, statement]) => ({ product_id, ...statement })),
    remediations: remediations.map(({ category, details, url }) => ({ category, details, url: url ?? null })),
  };
}
