import { startPortal, type TestPortal } from 'kabinet-program/testing';
import { createHash, randomUUIDv7 } from 'node:crypto';
import { hear, type Hearsay } from './hear.ts';

export interface Course {
  readonly days: number;
  readonly licenses: number;
  readonly organizations: number;
  readonly seed: string;
}

/** Each warning as `day organization licence`, sorted; one that came twice stands there twice. */
export interface Warnings {
  readonly expected: readonly string[];
  readonly told: readonly string[];
  /** Receipts of warnings that are not those of the organization's owner. */
  readonly strayReceipts: number;
}

const START = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;
const THRESHOLDS = [90, 60, 30, 14, 7, 1, 0];

/** What the model knows of a licence: numbers of days since the start. */
interface Known {
  readonly id: string;
  organization: string;
  until: number;
  since: number;
  warned: number;
  gone: boolean;
}

/**
 * Lets days pass in which licences are issued, extended, revoked and moved away, on most of which the portal looks for what ends; a model
 * of ten lines says what must be told.
 */
export async function letTimePass(course: Course): Promise<Warnings> {
  const portal = await startPortal({ now: instantOf(0) });
  try {
    const random = randomOf(course.seed);
    const owners = await fillOrganizations(portal, course.organizations);
    const licenses: Known[] = [];
    const expected: string[] = [];
    for (let day = 0; day < course.days; day++) {
      portal.clock.set(instantOf(day));
      await hear(portal, ...happenOn(day, course, [...owners.keys()], licenses, random));
      // Now and then the portal is away for some days.
      if (random() < 0.15) continue;
      await look(portal);
      expected.push(...warnOn(day, licenses));
    }
    return { expected: expected.toSorted(), ...(await readTold(portal, owners)) };
  } finally {
    await portal.stop();
  }
}

function instantOf(day: number): Date {
  return new Date(START + day * DAY_MS + DAY_MS / 2);
}

function dateOf(day: number): string {
  return new Date(START + day * DAY_MS).toISOString().slice(0, 10);
}

/** The same numbers for the same seed. */
function randomOf(seed: string): () => number {
  let count = 0;
  return () =>
    createHash('sha256')
      .update(`${seed} ${(count += 1)}`)
      .digest()
      .readUInt32BE() /
    2 ** 32;
}

async function fillOrganizations(portal: TestPortal, count: number): Promise<Map<string, string>> {
  const owners = new Map<string, string>();
  const told: Hearsay[] = [];
  for (let number = 0; number < count; number++) {
    const [id, owner] = [randomUUIDv7(), randomUUIDv7()];
    owners.set(id, owner);
    const node = {
      id,
      root_id: id,
      parent_id: null,
      name: `№ ${number}`,
      inn: '7701000001',
      kpp: null,
      kind: 'customer',
      status: 'active',
    };
    const membership = { id: randomUUIDv7(), user_id: owner, organization_id: id, root_id: id, role: 'owner', disabled: [] };
    told.push({ subject: 'organizations.organization.created', data: node }, { subject: 'auth.membership.granted', data: membership });
  }
  for (let start = 0; start < told.length; start += 200) await hear(portal, ...told.slice(start, start + 200));
  return owners;
}

/** What happens on a day: the licences of the beginning are issued on the first ones, a hundredth of all is changed each day. */
function happenOn(
  day: number,
  { licenses: total }: Course,
  organizations: readonly string[],
  licenses: Known[],
  random: () => number,
): Hearsay[] {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const events: Hearsay[] = [];
  for (let issued = 0; issued < Math.ceil(total / 20) && licenses.length < total; issued++) {
    const license = {
      id: randomUUIDv7(),
      organization: pick(organizations),
      until: day + Math.floor(random() * 400),
      since: day,
      warned: -1,
      gone: false,
    };
    licenses.push(license);
    events.push(eventOf('issued', license));
  }
  for (let change = 0; change < Math.ceil(total / 100); change++) {
    const license = pick(licenses);
    const what = pick(['extended', 'extended', 'extended', 'suspended', 'resumed', 'revoked', 'transferred'] as const);
    if (license.gone) continue;
    const until = day + Math.floor(random() * 300);
    // The same last day again is the same term.
    if (what === 'extended' && until !== license.until) Object.assign(license, { until, since: day, warned: -1 });
    if (what === 'revoked' || what === 'transferred') license.gone = true;
    events.push(eventOf(what, license));
  }
  return events;
}

function eventOf(what: string, { id, organization, until, gone }: Known): Hearsay {
  const data = {
    id,
    number: `L-${id.slice(-6)}`,
    organization_id: organization,
    root_id: organization,
    product_id: organization,
    versions: null,
    valid_from: dateOf(0),
    valid_until: dateOf(until),
    // Units that were moved away leave nothing to warn of.
    quantity: what === 'transferred' ? 0 : 1,
    decision: gone && what === 'revoked' ? 'revoked' : what === 'suspended' ? 'suspended' : 'none',
    purchase_id: null,
  };
  return { subject: `licenses.license.${what}`, data };
}

/** The model: a day of warning that has come since the term is known, and since the last warning of it. */
function warnOn(day: number, licenses: readonly Known[]): string[] {
  const due = licenses.filter(({ gone, until, since, warned }) => {
    return !gone && THRESHOLDS.some((days) => until - days <= day && until - days >= since && until - days > warned);
  });
  for (const license of due) license.warned = day;
  return due.map(({ id, organization }) => `${dateOf(day)} ${organization} ${id}`);
}

async function look(portal: TestPortal): Promise<void> {
  const { manifest, contextAsService } = portal.service('notifications');
  await manifest.jobs['warn_of_expiry']?.run(contextAsService('test'), {});
}

async function readTold(portal: TestPortal, owners: ReadonlyMap<string, string>): Promise<Omit<Warnings, 'expected'>> {
  const told = await portal.database.sql<{ line: string }>(
    `select (data ->> 'day') || ' ' || organization_id || ' ' || (term ->> 'id') as line
     from notifications.notice, jsonb_array_elements(data -> 'holdings') term where kind = 'expiry'`,
  );
  const receipts = await portal.database.sql<{ organization_id: string; user_id: string }>(
    `select organization_id, user_id from notifications.receipt join notifications.notice on notice.id = receipt.notice_id where kind = 'expiry'`,
  );
  const strays = receipts.filter(({ organization_id, user_id }) => owners.get(organization_id) !== user_id);
  return { told: told.map(({ line }) => line).toSorted(), strayReceipts: strays.length };
}
