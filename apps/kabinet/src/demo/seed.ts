import { anonymous, type UserPrincipal } from '@kabinet/contract/principal';
import { authContract } from '@kabinet/contracts/auth';
import { licensesContract } from '@kabinet/contracts/licenses';
import { notificationsContract } from '@kabinet/contracts/notifications';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { productsContract } from '@kabinet/contracts/products';
import type { NewProduct } from '@kabinet/contracts/products/resources';
import { isProblem } from '@kabinet/problem';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { clientOf } from '../clients.ts';
import { importArticles } from '../commands/articles/import-articles.ts';
import type { Composition } from '../compose.ts';
import { settle } from '../settle.ts';
import { demoAnnouncements } from './announcements.ts';
import { addTransfers } from './transfers.ts';
import { addWebhooks } from './webhooks.ts';
import { demoAdvisories } from './advisories.ts';
import { seedReleases } from './seed-releases.ts';
import { seedReports } from './seed-reports.ts';
import { seedSupport } from './seed-support.ts';
import {
  DEMO_PASSWORD,
  DEMO_SOURCE,
  demoInvitation,
  demoJoinRequest,
  demoOrganizations,
  demoPeople,
  demoSales,
  demoSecondJob,
  demoStaff,
  type DemoOrganization,
  type DemoSale,
} from './world.ts';

const vendor: UserPrincipal = {
  kind: 'user',
  id: '00000000-0000-7000-8000-000000000001',
  session_id: '00000000-0000-7000-8000-000000000001',
  memberships: [],
  staff_roles: ['administrator'],
};
const SAMPLE_PRODUCTS = new URL('../../../../samples/products.json', import.meta.url);

/**
 * Fills an empty installation with the demo world, through the same operations that people and the ERP use. Every step can
 * be repeated, so a seeding that was cut short goes on; the administrator comes last and says that it is complete.
 * Answers false when there was nothing to do.
 */
export async function seedDemo(composition: Composition): Promise<boolean> {
  if (await isComplete(composition)) return false;
  await addProducts(composition);
  const organizations = await addOrganizations(composition);
  await addPeople(composition, organizations);
  await addOpenMatters(composition, organizations);
  await settle(composition);
  for (const [index, sale] of demoSales.entries()) await addSale(composition, index, sale);
  await addTransfers(composition, organizations);
  await addWebhooks(composition, organizations, vendor);
  // Who holds what must be known by the time it is told what affects them.
  await settle(composition);
  await seedReleases(composition, vendor, organizations);
  await addAdvisories(composition);
  await addAnnouncements(composition);
  await settle(composition);
  await closeOrganizations(composition, organizations);
  await addStaff(composition, demoStaff.slice(0, -1));
  await settle(composition);
  await addArticles(composition);
  await seedSupport(composition, vendor, organizations);
  await settle(composition);
  await seedReports(composition, vendor);
  await addStaff(composition, demoStaff.slice(-1));
  await settle(composition);
  return true;
}

async function isComplete(composition: Composition): Promise<boolean> {
  const last = demoStaff.at(-1)?.email ?? '';
  const { items } = await clientOf(composition, authContract, vendor).listUsers({ query: { q: last, limit: 1 } });
  return items.some((user) => user.email === last);
}

async function addProducts(composition: Composition): Promise<void> {
  const client = clientOf(composition, productsContract, vendor);
  for (const body of JSON.parse(await readFile(SAMPLE_PRODUCTS, 'utf8')) as NewProduct[]) {
    await unlessDone('product_slug_taken', () => client.createProduct({ body }));
  }
}

async function addOrganizations(composition: Composition): Promise<Map<string, string>> {
  const client = clientOf(composition, organizationsContract, vendor);
  const ids = new Map<string, string>();
  for (const { key, parent, isClosed, ...particulars } of demoOrganizations) {
    const body = { ...particulars, ...(parent === undefined ? {} : { parent_id: ids.get(parent) ?? '' }) };
    // The requisites of a closed one are free again: a seeding that goes on must not enter it twice.
    const known = isClosed ? await findOrganization(composition, particulars) : undefined;
    const created = known ? undefined : await unlessDone('organization_exists', () => client.createCabinet({ body }));
    ids.set(key, known ?? created?.id ?? (await requireOrganization(composition, particulars)));
  }
  return ids;
}

async function closeOrganizations(composition: Composition, ids: ReadonlyMap<string, string>): Promise<void> {
  const client = clientOf(composition, organizationsContract, vendor);
  for (const { key } of demoOrganizations.filter(({ isClosed }) => isClosed)) {
    const call = { params: { id: ids.get(key) ?? '' }, body: { move_up: true, reason: 'Присоединена к головной организации' } };
    await unlessDone('cabinet_closed', () => client.closeCabinet(call));
  }
}

async function requireOrganization(composition: Composition, particulars: Pick<DemoOrganization, 'inn' | 'kpp'>): Promise<string> {
  const found = await findOrganization(composition, particulars);
  if (found === undefined) throw new Error(`the demo organization ${particulars.inn} exists, yet cannot be found`);
  return found;
}

async function findOrganization(
  composition: Composition,
  { inn, kpp }: Pick<DemoOrganization, 'inn' | 'kpp'>,
): Promise<string | undefined> {
  const { items } = await clientOf(composition, organizationsContract, vendor).listCabinets({ query: { inn } });
  return items.find((item) => item.kpp === kpp)?.id;
}

async function addPeople(composition: Composition, organizations: ReadonlyMap<string, string>): Promise<void> {
  for (const { organization, role, ...person } of demoPeople) {
    await addUser(composition, { ...person, memberships: [{ organization_id: organizations.get(organization) ?? '', role }] });
  }
}

/** What is between people and organizations beside a single job. Done again, each finds itself done. */
async function addOpenMatters(composition: Composition, organizations: ReadonlyMap<string, string>): Promise<void> {
  const idOf = (key: string) => organizations.get(key) ?? '';
  const { jobs, ...person } = demoSecondJob;
  await addUser(composition, {
    ...person,
    memberships: jobs.map(({ organization, role }) => ({ organization_id: idOf(organization), role })),
  });
  const { organization, ...body } = demoInvitation;
  const staff = clientOf(composition, authContract, vendor);
  const { items } = await staff.listCabinetUsers({ params: { id: idOf(organization) }, query: { q: body.email } });
  if (items.length === 0) await staff.inviteCabinetUser({ params: { id: idOf(organization) }, body: { ...body, locale: 'ru' } });
  const { organization: asked, ...request } = demoJoinRequest;
  const requisites = demoOrganizations.find(({ key }) => key === asked);
  if (!requisites) throw new Error(`the demo knows nothing of ${asked}`);
  const { inn, kpp } = requisites;
  await clientOf(composition, authContract, anonymous).requestToJoin({ body: { ...request, inn, kpp, locale: 'ru' } });
}

type NewUser = Parameters<ReturnType<typeof clientOf<typeof authContract>>['createUser']>[0]['body'];

async function addUser(composition: Composition, user: Omit<NewUser, 'password'>): Promise<void> {
  const body = { ...user, password: DEMO_PASSWORD };
  await unlessDone('user_exists', () => clientOf(composition, authContract).createUser({ body }));
}

async function addStaff(composition: Composition, staff: typeof demoStaff): Promise<void> {
  for (const { role, ...person } of staff) await addUser(composition, { ...person, staff_roles: [role] });
}

async function addSale(composition: Composition, index: number, sale: DemoSale): Promise<void> {
  const buyer = demoOrganizations.find((organization) => organization.key === sale.buyer);
  if (!buyer) throw new Error(`the demo sells to ${sale.buyer}, who is not in it`);
  const { product, quantity, parameters, versions, support } = sale;
  const term = { valid_from: day(composition, sale.from), valid_until: sale.until === null ? null : day(composition, sale.until) };
  const certificate = support && {
    level: support.level,
    valid_from: day(composition, support.from),
    valid_until: day(composition, support.until),
  };
  const body = {
    source: DEMO_SOURCE,
    id: `DEMO-${String(index + 1).padStart(3, '0')}`,
    purchased_at: `${day(composition, sale.from)}T09:00:00Z`,
    buyer: { inn: buyer.inn, kpp: buyer.kpp, name: buyer.name },
    lines: [
      { product, quantity, parameters, ...term, ...(versions === undefined ? {} : { versions }), ...(certificate ? { certificate } : {}) },
    ],
  };
  // A seeding of yesterday that was cut short sold with yesterday's dates: that stands.
  const done = sale.isFaulty ? 'invalid_purchase' : 'purchase_conflict';
  const purchase = await unlessDone(done, () => clientOf(composition, licensesContract, vendor).receivePurchase({ body }));
  const id = purchase?.licenses[0]?.id;
  if (id !== undefined && sale.then !== undefined) await decide(composition, id, sale.then);
}

async function addAdvisories(composition: Composition): Promise<void> {
  for (const { document, isPublished } of demoAdvisories) {
    const client = clientOf(composition, productsContract, vendor);
    const { id } = await client.importAdvisory({ body: document });
    if (isPublished) await unlessDone('advisory_already_published', () => client.publishAdvisory({ params: { id } }));
  }
}

/** What differs is brought, and nothing where all is there. */
async function addArticles(composition: Composition): Promise<void> {
  const { refused } = await importArticles(composition, fileURLToPath(new URL('articles/', import.meta.url)), () => undefined);
  if (refused.length > 0) throw new Error(`the demo's articles are refused: ${JSON.stringify(refused)}`);
}

/** The key keeps a seeding that was cut short, and goes on the same day, from saying it twice. */
async function addAnnouncements(composition: Composition): Promise<void> {
  for (const [index, { words, inDays }] of demoAnnouncements.entries()) {
    const scheduled = inDays === undefined ? {} : { published_at: `${day(composition, inDays)}T09:00:00Z` };
    const body = { ...words, audience: { kind: 'everyone' as const }, ...scheduled };
    await clientOf(composition, notificationsContract, vendor).createNotification({ body }, { idempotencyKey: `demo-${index}` });
  }
}

async function decide(composition: Composition, id: string, what: 'suspend' | 'revoke'): Promise<void> {
  const client = clientOf(composition, licensesContract, vendor);
  const input = { params: { id }, body: { reason: what === 'suspend' ? 'Задолженность по договору' : 'Возврат по соглашению сторон' } };
  if (what === 'suspend') await unlessDone('not_suspendable', () => client.suspendLicense(input));
  else await unlessDone('already_revoked', () => client.revokeLicense(input));
}

/** Runs a step of the seeding; `code` is the refusal that says that it was done before. */
async function unlessDone<T>(code: string, step: () => Promise<T>): Promise<T | undefined> {
  try {
    return await step();
  } catch (error) {
    if (isProblem(error, code)) return undefined;
    throw error;
  }
}

/** The calendar date `offset` days from the vendor's today: in the last hours of a day in UTC it is tomorrow in Moscow. */
function day(composition: Composition, offset: number): string {
  const [service] = composition.services.values();
  if (!service) throw new Error('the demo is filled by a process that runs the services');
  const today = service.contextAsService('demo').today();
  return new Date(Date.parse(today) + offset * 86_400_000).toISOString().slice(0, 10);
}
