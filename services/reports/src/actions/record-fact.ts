import type { EventOf } from '@kabinet/contract/events';
import type { issueEvents } from '@kabinet/contracts/issues/events';
import type { licenseEvents } from '@kabinet/contracts/licenses/events';
import type { Transaction } from '@kabinet/database';
import type { ReportsContext } from '../context.ts';
import { figureChanges, monthOf, standingOn, type Fact } from '../domain/figures.ts';
import { createTimes } from '../domain/times.ts';
import { changeFigures, keepFact, lockFact } from '../queries/fact.ts';

type LicenseEvent = EventOf<(typeof licenseEvents)['license_issued']>;
type CertificateEvent = EventOf<(typeof licenseEvents)['certificate_issued']>;
type IssueEvent = EventOf<(typeof issueEvents)['issue_created']>;

export async function recordLicense(context: ReportsContext, { data, version }: LicenseEvent, tx: Transaction): Promise<void> {
  await record(tx, { ...termOf(context, data), kind: 'license', units: data.quantity }, version);
}

export async function recordCertificate(context: ReportsContext, { data, version }: CertificateEvent, tx: Transaction): Promise<void> {
  const units = data.licenses.reduce((sum, { quantity }) => sum + quantity, 0);
  await record(tx, { ...termOf(context, data), kind: 'certificate', units }, version);
}

export async function recordIssue(context: ReportsContext, { data, version }: IssueEvent, tx: Transaction): Promise<void> {
  const { id, organization_id, root_id, product_id, status } = data;
  const opened = createTimes(context.installation.timeZone).local(data.created_at).slice(0, 10);
  const undated = { valid_from: null, valid_until: null, changes_on: null };
  const kind = data.private ? 'private_issue' : 'issue';
  await record(tx, { id, kind, organization_id, root_id, product_id, status, month: monthOf(opened), units: 0, ...undated }, version);
}

function termOf(context: ReportsContext, data: LicenseEvent['data'] | CertificateEvent['data']): Omit<Fact, 'kind' | 'units'> {
  const { id, organization_id, root_id, product_id, valid_from, valid_until } = data;
  const month = valid_until === null ? null : monthOf(valid_until);
  return { id, organization_id, root_id, product_id, valid_from, valid_until, month, ...standingOn(context.today(), data) };
}

/** An older state than the known one changes nothing; the same again neither. */
async function record(tx: Transaction, after: Fact, version: number): Promise<void> {
  const before = await lockFact(tx, after.id);
  if (before && before.version > version) return;
  await changeFigures(tx, figureChanges(before, after), after.id);
  await keepFact(tx, { ...after, version });
}
