import type { Queryable } from '@kabinet/database';
import { shareBack, shareOf } from '../domain/transfer.ts';
import { findCoverage, findMovableCertificates, type Coverage, type MovableCertificate, type MovableLicense } from '../queries/movable.ts';
import type { Move, TransferOrder } from './order-transfer.ts';

/** The rows that decide about an order: of the giver, and the receiver's of the same origins. */
export interface Gathered {
  readonly licenses: readonly MovableLicense[];
  readonly coverage: readonly Coverage[];
  readonly certificates: readonly MovableCertificate[];
}

/** One licence of an order, with its share of each certificate that covers it. */
export interface Weighed {
  readonly giver: MovableLicense;
  readonly receiver: MovableLicense | undefined;
  readonly move: Move;
  readonly certificates: readonly WeighedCertificate[];
}

export interface WeighedCertificate {
  readonly giver: MovableCertificate;
  readonly receiver: MovableCertificate | undefined;
  readonly covered: Coverage;
  /** What the receiver's certificate covers of the receiver's licence already. */
  readonly receiverCovered: number;
  readonly share: number;
}

/** What covers these licences, and the certificates of it; those locked when `lock` is set. */
export async function gatherRows(
  db: Queryable,
  { receiver }: Pick<TransferOrder, 'receiver'>,
  licenses: readonly MovableLicense[],
  options: { readonly lock: boolean },
): Promise<Gathered> {
  const coverage = await findCoverage(
    db,
    licenses.map(({ id }) => id),
  );
  const ids = [...new Set(coverage.map((row) => row.certificate_id))];
  const origins = [...new Set(coverage.map((row) => row.origin_id))];
  if (ids.length === 0) return { licenses, coverage, certificates: [] };
  return { licenses, coverage, certificates: await findMovableCertificates(db, ids, { organizationId: receiver.id, origins }, options) };
}

/** What a move takes along. Throws when its licence is not among the rows. */
export function weigh({ receiver }: TransferOrder, move: Move, { licenses, coverage, certificates }: Gathered): Weighed {
  const giver = licenses.find(({ id }) => id === move.licenseId);
  if (!giver) throw new Error(`the licence ${move.licenseId} vanished while it was transferred`);
  const theirs = licenses.find((license) => license.organization_id === receiver.id && license.origin_id === giver.origin_id);
  const covering = coverage.filter((row) => row.license_id === giver.id && row.quantity > 0);
  return {
    giver,
    receiver: theirs,
    move,
    certificates: covering.flatMap((covered): WeighedCertificate[] => {
      const own = certificates.find(({ id }) => id === covered.certificate_id);
      if (!own) return [];
      const other = certificates.find((one) => one.organization_id === receiver.id && one.origin_id === own.origin_id);
      const there = coverage.find((row) => row.certificate_id === other?.id && row.license_id === theirs?.id);
      const share = shareFor(move, covered, giver.quantity);
      return [{ giver: own, receiver: other, covered, receiverCovered: there?.quantity ?? 0, share }];
    }),
  };
}

function shareFor({ quantity, brought }: Move, { certificate_id, quantity: covered }: Coverage, units: number): number {
  return brought ? shareBack(brought.get(certificate_id) ?? 0, covered, quantity, units) : shareOf(covered, quantity, units);
}
