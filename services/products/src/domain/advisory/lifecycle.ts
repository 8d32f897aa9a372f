import type { AdvisoryStatus, DocumentStatus, Tlp } from '@kabinet/contracts/products/advisory-resources';

/** What is known of an advisory before a document of the same file name arrives. */
export interface KnownAdvisory {
  readonly tracking_id: string;
  readonly publisher_namespace: string;
  readonly status: AdvisoryStatus;
  readonly document_version: string;
  /** Of the document in force. */
  readonly sha256: string;
}

export interface Arrival {
  readonly tracking_id: string;
  readonly publisher_namespace: string;
  readonly document_status: DocumentStatus;
  readonly document_version: string;
  readonly tlp: Tlp | null;
  readonly sha256: string;
}

export type ArrivalRefusal =
  | 'advisory_conflict'
  | 'advisory_version_outdated'
  | 'advisory_version_taken'
  | 'advisory_document_draft'
  | 'advisory_restricted';

/**
 * What becomes of an advisory when a document arrives. A published one takes later versions at once; until it is published, its
 * version may come again with other contents. A withdrawn one is staff's to publish anew.
 */
export function receive(
  known: KnownAdvisory | undefined,
  arrival: Arrival,
): { to: AdvisoryStatus } | 'unchanged' | { refusal: ArrivalRefusal } {
  if (!known) return { to: 'draft' };
  if (known.tracking_id !== arrival.tracking_id || known.publisher_namespace !== arrival.publisher_namespace) {
    return { refusal: 'advisory_conflict' };
  }
  if (known.sha256 === arrival.sha256) return 'unchanged';
  const order = compareDocumentVersions(arrival.document_version, known.document_version);
  if (order < 0) return { refusal: 'advisory_version_outdated' };
  if (known.status !== 'published') return { to: 'draft' };
  if (order === 0) return { refusal: 'advisory_version_taken' };
  const refusal = obstacleTo(arrival);
  return refusal ? { refusal } : { to: 'published' };
}

/** Staff's decisions. */
export function decide(
  action: 'publish' | 'withdraw',
  advisory: { readonly status: AdvisoryStatus; readonly document_status: DocumentStatus; readonly tlp: Tlp | null },
): { to: AdvisoryStatus } | { refusal: string } {
  switch (action) {
    case 'publish': {
      const refusal = advisory.status === 'published' ? 'advisory_already_published' : obstacleTo(advisory);
      return refusal ? { refusal } : { to: 'published' };
    }
    case 'withdraw':
      return advisory.status === 'published' ? { to: 'withdrawn' } : { refusal: 'advisory_not_published' };
  }
}

function obstacleTo({ document_status, tlp }: { readonly document_status: DocumentStatus; readonly tlp: Tlp | null }) {
  if (document_status === 'draft') return 'advisory_document_draft';
  return tlp === 'RED' ? 'advisory_restricted' : undefined;
}

/** `tracking.version` is an integer or a semantic version (CSAF 2.0, 3.1.11; SemVer 2.0, 11). Negative: `a` comes before `b`. */
export function compareDocumentVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let index = 0; index < 3; index += 1) {
    const difference = (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (left.labels.length === 0 || right.labels.length === 0) return right.labels.length - left.labels.length;
  return compareLabels(left.labels, right.labels);
}

function partsOf(version: string): { numbers: number[]; labels: string[] } {
  const [core = ''] = version.split('+', 1);
  const [numbers = '', ...labels] = core.split('-');
  return { numbers: numbers.split('.').map(Number), labels: labels.length > 0 ? labels.join('-').split('.') : [] };
}

/** Numbers compare as such and come before words; of two that begin alike the shorter comes first. */
function compareLabels(a: readonly string[], b: readonly string[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) return 1;
    if (left === right) continue;
    const [leftIsNumber, rightIsNumber] = [left, right].map((label) => /^\d+$/.test(label));
    if (leftIsNumber && rightIsNumber) return Number(left) - Number(right);
    if (leftIsNumber !== rightIsNumber) return leftIsNumber ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return a.length - b.length;
}
