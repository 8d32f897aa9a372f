import type { Principal, UserPrincipal } from '@kabinet/contract/principal';
import type { CustomerRole, StaffRole } from '@kabinet/contracts/access';
import { artifactsContract } from '@kabinet/contracts/artifacts';
import { authContract } from '@kabinet/contracts/auth';
import { licensesContract } from '@kabinet/contracts/licenses';
import { notificationsContract } from '@kabinet/contracts/notifications';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { productsContract } from '@kabinet/contracts/products';
import { anonymous } from '@kabinet/contract/principal';
import { innOf, serviceNamed, staff } from 'kabinet-program/testing';
import { advisoryDocument, ADVISED_PRODUCT } from './advisory-document.ts';
import { addCategory, addFileTo, holdAlone, missFor, publishArticleFor } from './article-things.ts';
import type { TestedPortal } from '../portal/tested-portal.ts';
import { announceAttachment, attachTo, keepAnswer, openIssueFor, sayIn } from './issue-things.ts';
import { announceFile, bundleOf, manualOf, publishRelease } from './release-things.ts';
import { randomUUIDv7 } from 'node:crypto';
import { buffer } from 'node:stream/consumers';

/** What ids may stand for. */
export const kinds = [
  'cabinet',
  'license',
  'certificate',
  'purchase',
  'token',
  'person',
  'invitation',
  'join_request',
  'session',
  'product',
  'release',
  'upload',
  'file_transfer',
  'artifact',
  'bundle',
  'user',
  'mail',
  'transfer',
  'outgoing_transfer',
  'advisory',
  'notification',
  'announcement',
  'webhook',
  'webhook_delivery',
  'issue',
  'comment',
  'attachment',
  'attachment_upload',
  'canned_answer',
  'article',
  'article_file',
  'article_category',
  'missed_search',
  'dead_letter',
] as const;
export type Kind = (typeof kinds)[number];

/** An organization of the world with everything that is its own. */
export interface Organization {
  readonly key: string;
  readonly id: string;
  readonly root_id: string;
  readonly parent: string | null;
  readonly name: string;
  readonly inn: string;
  readonly kpp: string;
  /** Ids by what they stand for. */
  readonly things: Record<Kind, string[]>;
  /** Names, numbers and addresses that nobody outside may read. */
  readonly words: string[];
  /** The secret of its first token, which reads licences. */
  secret: string;
}

export interface Builder {
  readonly portal: TestedPortal;
  readonly products: Map<string, string>;
  /** The id of an organization beside the world, which gives and takes units. */
  outsider?: string;
}

/** Things of these kinds belong to no organization: who may see one may see all. */
export const VENDORS_OWN: ReadonlySet<Kind> = new Set([
  'product',
  'purchase',
  'user',
  'mail',
  'advisory',
  'announcement',
  'release',
  'upload',
  'file_transfer',
  'artifact',
  'bundle',
  'canned_answer',
  'article_category',
  'missed_search',
  'dead_letter',
]);

export const PASSWORD = 'an access test passphrase';
const KPP = '770701001';
/** It ends within the year that the renewals' calendar shows, and no warning is due. */
const TERM = { valid_from: '2026-01-01', valid_until: new Date(Date.now() + 180 * 86_400_000).toISOString().slice(0, 10) };
const PARAMETERS = { type: 'object', additionalProperties: false, properties: { cores: { type: 'integer', minimum: 1 } } };

let count = 0;

/** A number that nothing else of this run has. */
export function nextNumber(): number {
  count += 1;
  return 700_000 + count;
}

export function newProduct(slug: string) {
  const level = { code: 'standard', name: { ru: 'Обычная', en: 'Standard' }, first_response_hours: 8 };
  return { slug, name: { ru: slug, en: slug }, parameters: PARAMETERS, support_levels: [level], update_policy: 'always' as const };
}

export function newCabinet(name: string) {
  return { name, full_name: `Общество ${name}`, inn: innOf(nextNumber()), kpp: KPP };
}

export async function createOrganization(
  builder: Builder,
  key: string,
  name: string,
  parent: Organization | undefined,
): Promise<Organization> {
  const body = newCabinet(`${name} № ${nextNumber()}`);
  const client = builder.portal.client(organizationsContract, staff('administrator'));
  const { id } = await client.createCabinet({ body: { ...body, ...(parent ? { parent_id: parent.id } : {}) } });
  const things = Object.fromEntries(kinds.map((kind) => [kind, [] as string[]])) as Record<Kind, string[]>;
  things.cabinet.push(id);
  const { inn, kpp } = body;
  const tree = { root_id: parent?.root_id ?? id, parent: parent?.id ?? null };
  return { key, id, ...tree, name: body.name, inn, kpp, things, words: [body.name, body.full_name, inn], secret: '' };
}

/** Gives an organization something of every kind, and several of what is listed. */
export async function fill(builder: Builder, organization: Organization): Promise<void> {
  organization.things.product.push(await productOf(builder, organization));
  const release = await releaseOf(builder, organization);
  organization.things.release.push(release);
  organization.things.upload.push(release);
  for (const kind of [
    'purchase',
    'license',
    'certificate',
    'token',
    'token',
    'invitation',
    'invitation',
    'transfer',
    'outgoing_transfer',
    'advisory',
    'file_transfer',
    'artifact',
    'bundle',
    'webhook_delivery',
    'webhook',
    'issue',
    'canned_answer',
    'article',
    'article_category',
    'missed_search',
  ] as const) {
    organization.things[kind].push(await createThing(builder, kind, organization));
  }
  await sendJoinRequest(builder, organization);
}

/** The holding and the strangers buy different products. */
async function productOf(builder: Builder, { root_id }: Organization): Promise<string> {
  const known = builder.products.get(root_id);
  if (known !== undefined) return known;
  const { id } = await builder.portal
    .client(productsContract, staff('product_manager'))
    .createProduct({ body: newProduct(`product-${nextNumber()}`) });
  builder.products.set(root_id, id);
  return id;
}

type Maker = (builder: Builder, organization: Organization) => Promise<string>;

/** How a new thing of each kind is made. */
const makers: Readonly<Record<Kind, Maker>> = {
  cabinet: openBranch,
  license: async (builder, organization) => (await issueLicense(builder, organization)).id,
  certificate: issueCertificate,
  purchase: buy,
  token: createToken,
  invitation: invite,
  join_request: askToJoin,
  person: createGuest,
  session: createGuest,
  user: createGuest,
  product: addProduct,
  mail: mailOf,
  transfer: receive,
  outgoing_transfer: give,
  advisory: publishAdvisory,
  release: newRelease,
  upload: newRelease,
  file_transfer: async (builder, organization) => announceFile(builder.portal, await productOf(builder, organization)),
  artifact: async (builder, organization) => manualOf(builder.portal, await releaseOf(builder, organization)),
  bundle: async (builder, organization) => bundleOf(builder.portal, await releaseOf(builder, organization)),
  notification: announce,
  announcement: announce,
  webhook: createWebhook,
  webhook_delivery: sendTest,
  issue: openIssue,
  comment: async (builder, organization) => sayIn(builder.portal, await openIssue(builder, organization)),
  attachment: async (builder, organization) => attachTo(builder.portal, await openIssue(builder, organization)),
  attachment_upload: async (builder, organization) => announceAttachment(builder.portal, await openIssue(builder, organization)),
  canned_answer: ({ portal }) => keepAnswer(portal),
  article: publishArticle,
  article_file: async (builder, organization) => addFileTo(builder.portal, await publishArticle(builder, organization)),
  article_category: ({ portal }) => addCategory(portal),
  missed_search: ({ portal }, organization) => missFor(portal, organization),
  // No service of the world fails at an event: an id such as that of one.
  dead_letter: async () => randomUUIDv7(),
};

/** A new thing of the organization's; answers its id. */
export function createThing(builder: Builder, kind: Kind, organization: Organization): Promise<string> {
  return makers[kind](builder, organization);
}

/** With a file that it names. */
async function publishArticle(builder: Builder, organization: Organization): Promise<string> {
  const { portal, products } = builder;
  // One for each organization: that it is held is known everywhere by the time a further article is about it.
  const key = `the product of articles for ${organization.id}`;
  const known = products.get(key);
  const product = known ?? (await addProduct(builder));
  products.set(key, product);
  if (known === undefined) await holdAlone(portal, organization, product);
  const { id, title, slug } = await publishArticleFor(portal, product);
  organization.things.article_file.push(await addFileTo(portal, id));
  organization.words.push(title, slug);
  return id;
}

/** A request of somebody else's, with something said in it and a file. */
async function openIssue({ portal }: Builder, { id, things, words }: Organization): Promise<string> {
  const opened = await openIssueFor(portal, id, things.certificate[0] ?? '');
  things.comment.push(await sayIn(portal, opened.id));
  things.attachment.push(await attachTo(portal, opened.id));
  things.attachment_upload.push(await announceAttachment(portal, opened.id));
  words.push(opened.number, opened.subject);
  return opened.id;
}

async function openBranch({ portal }: Builder, organization: Organization): Promise<string> {
  const body = { ...newCabinet(`Новый ${nextNumber()}`), parent_id: organization.id };
  return (await portal.client(organizationsContract, staff('administrator')).createCabinet({ body })).id;
}

async function createGuest(builder: Builder): Promise<string> {
  return (await createAccount(builder, { name: `guest-${nextNumber()}` })).id;
}

async function addProduct({ portal }: Builder): Promise<string> {
  const body = newProduct(`product-${nextNumber()}`);
  return (await portal.client(productsContract, staff('product_manager')).createProduct({ body })).id;
}

async function newRelease(builder: Builder, organization: Organization): Promise<string> {
  return publishRelease(builder.portal, await productOf(builder, organization));
}

/** One for each of the products. */
async function releaseOf(builder: Builder, organization: Organization): Promise<string> {
  const key = `a release for ${organization.root_id}`;
  const release = builder.products.get(key) ?? (await newRelease(builder, organization));
  builder.products.set(key, release);
  return release;
}

/** A public advisory about a product that nobody holds: everybody may know of it, and it says nothing of anybody. */
async function publishAdvisory({ portal, products }: Builder): Promise<string> {
  const client = portal.client(productsContract, staff('product_manager'));
  const isFirst = !products.has(ADVISED_PRODUCT);
  if (isFirst) products.set(ADVISED_PRODUCT, (await client.createProduct({ body: newProduct(ADVISED_PRODUCT) })).id);
  const { id } = await client.importAdvisory({ body: advisoryDocument(isFirst ? 'access-public' : `access-${nextNumber()}`) });
  await client.publishAdvisory({ params: { id } });
  return id;
}

async function issueLicense(builder: Builder, organization: Organization) {
  const product_id = await productOf(builder, organization);
  const body = { cabinet_id: organization.id, product_id, quantity: 10, parameters: { cores: 4 }, ...TERM };
  const license = await builder.portal
    .client(licensesContract, staff('account_manager'))
    .issueLicense({ body }, { idempotencyKey: randomUUIDv7() });
  organization.words.push(license.number);
  return license;
}

async function issueCertificate(builder: Builder, organization: Organization): Promise<string> {
  const license = await issueLicense(builder, organization);
  organization.things.license.push(license.id);
  const body = { license_ids: [license.id], level: 'standard', ...TERM };
  const { id, number } = await builder.portal
    .client(licensesContract, staff('account_manager'))
    .issueCertificate({ body }, { idempotencyKey: randomUUIDv7() });
  organization.words.push(number);
  return id;
}

/** What the ERP sends when the organization buys. */
export function purchaseMessage({ name, inn, kpp, key }: Organization, product: string) {
  const contact = { email: `buyer-${nextNumber()}@${domainOf(key)}`, name: 'Закупщик' };
  const line = { product, quantity: 5, parameters: { cores: 2 }, ...TERM, certificate: { level: 'standard', ...TERM } };
  return {
    source: 'access-test',
    id: `order-${nextNumber()}`,
    purchased_at: '2026-01-01T09:00:00Z',
    buyer: { inn, kpp, name, contact },
    lines: [line],
  };
}

async function buy(builder: Builder, organization: Organization): Promise<string> {
  const product = await builder.portal
    .client(productsContract, staff('auditor'))
    .getProduct({ params: { id: await productOf(builder, organization) } });
  const body = purchaseMessage(organization, product.slug);
  const purchase = await builder.portal.client(licensesContract, staff('administrator')).receivePurchase({ body });
  if (purchase.cabinet?.id !== organization.id) throw new Error(`the purchase of ${organization.name} went elsewhere`);
  const { things, words } = organization;
  things.license.push(...purchase.licenses.map(({ id }) => id));
  things.certificate.push(...purchase.certificates.map(({ id }) => id));
  words.push(...[...purchase.licenses, ...purchase.certificates].map(({ number }) => number), body.id, body.buyer.contact.email);
  return purchase.id;
}

/** Both sides read of a transfer, so that the other one is none of those whom the tests ask. */
async function outsiderOf(builder: Builder): Promise<string> {
  const client = builder.portal.client(organizationsContract, staff('administrator'));
  return (builder.outsider ??= (await client.createCabinet({ body: newCabinet(`Сторонний Омут № ${nextNumber()}`) })).id);
}

async function receive(builder: Builder, organization: Organization): Promise<string> {
  const product_id = await productOf(builder, organization);
  const client = builder.portal.client(licensesContract, staff('account_manager'));
  const body = { cabinet_id: await outsiderOf(builder), product_id, quantity: 10, parameters: { cores: 4 }, ...TERM };
  const { id } = await client.issueLicense({ body }, { idempotencyKey: randomUUIDv7() });
  const transfer = await client.transferLicense(
    { params: { id }, body: { to_cabinet_id: organization.id, quantity: 4 } },
    { idempotencyKey: randomUUIDv7() },
  );
  if (transfer.to_license_id !== null) organization.things.license.push(transfer.to_license_id);
  organization.words.push(transfer.to_license_number ?? '');
  return transfer.id;
}

async function give(builder: Builder, organization: Organization): Promise<string> {
  const { id } = await issueLicense(builder, organization);
  organization.things.license.push(id);
  const client = builder.portal.client(licensesContract, staff('account_manager'));
  const body = { to_cabinet_id: await outsiderOf(builder), quantity: 4 };
  return (await client.transferLicense({ params: { id }, body }, { idempotencyKey: randomUUIDv7() })).id;
}

async function createToken(builder: Builder, organization: Organization): Promise<string> {
  const name = `Токен ${nextNumber()}`;
  const body = { name, scopes: ['licenses:read' as const], cabinet_id: organization.id };
  const { id, token } = await builder.portal.client(authContract, staff('administrator')).createToken({ body });
  organization.words.push(name);
  organization.secret ||= token;
  return id;
}

async function invite(builder: Builder, organization: Organization): Promise<string> {
  const email = `invited-${nextNumber()}@${domainOf(organization.key)}`;
  const body = { email, name: `Приглашённый ${nextNumber()}`, role: 'viewer' as const };
  const { id } = await builder.portal
    .client(authContract, staff('account_manager'))
    .inviteCabinetUser({ params: { id: organization.id }, body });
  organization.words.push(email, body.name);
  return id;
}

async function askToJoin(builder: Builder, organization: Organization): Promise<string> {
  const email = await sendJoinRequest(builder, organization);
  await builder.portal.settle();
  const { items } = await builder.portal.client(authContract, staff('administrator')).listJoinRequests({ query: { q: email } });
  const [request] = items;
  if (!request) throw new Error(`nobody keeps the request of ${email}`);
  return request.id;
}

/** Somebody asks to be let in; a job makes the request of it, whose id nobody is told. */
async function sendJoinRequest({ portal }: Builder, { key, inn, kpp, words }: Organization): Promise<string> {
  const email = `asking-${nextNumber()}@${domainOf(key)}`;
  const name = `Просящий ${nextNumber()}`;
  await portal.client(authContract, anonymous).requestToJoin({ body: { inn, kpp, email, name } });
  words.push(email, name);
  return email;
}

async function announce({ portal }: Builder, organization: Organization): Promise<string> {
  const words = `Объявление ${nextNumber()}`;
  const text = { ru: words, en: words };
  const body = { title: text, body: text, audience: { kind: 'organization' as const, cabinet_id: organization.id } };
  const { id } = await portal.client(notificationsContract, staff('account_manager')).createNotification({ body });
  return id;
}

/** Its address is nobody's: no test connects to anything. */
async function createWebhook({ portal }: Builder, organization: Organization): Promise<string> {
  const url = `https://hooks-${nextNumber()}.${domainOf(organization.key)}/in`;
  const body = { cabinet_id: organization.id, url, events: ['license' as const] };
  const { id } = await portal.client(notificationsContract, staff('administrator')).createWebhook({ body });
  organization.words.push(url);
  return id;
}

/** To a webhook of its own, which is the first of its organization: the id of a message is asked for together with its webhook's. */
async function sendTest(builder: Builder, organization: Organization): Promise<string> {
  const webhook = await createWebhook(builder, organization);
  organization.things.webhook.push(webhook);
  const delivery = await builder.portal.client(notificationsContract, staff('administrator')).testWebhook({ params: { id: webhook } });
  return delivery.id;
}

/** Has the owner download what the organization may have: the list of downloads is not empty. */
export async function readManual({ portal }: Builder, { things }: Organization, owner: Principal): Promise<void> {
  const id = things.artifact[0] ?? '';
  await buffer(await portal.client(artifactsContract, owner).downloadArtifact({ params: { id } }));
}

/** Tells an organization's owner of a new licence, once they exist; answers the notification's id. */
export async function tellOwner(builder: Builder, organization: Organization, owner: Principal): Promise<string> {
  const { number } = await issueLicense(builder, organization);
  await builder.portal.settle();
  const { items } = await builder.portal.client(notificationsContract, owner).listNotifications({ query: { q: number } });
  const [told] = items;
  if (!told) throw new Error(`nobody told the owner of ${organization.name} of ${number}`);
  return told.id;
}

/** The mail that tells of a new invitation. */
async function mailOf(builder: Builder, organization: Organization): Promise<string> {
  const invitation = await invite(builder, organization);
  await builder.portal.settle();
  const mail = (await listMails(builder)).find(({ reference_id }) => reference_id === invitation);
  if (!mail) throw new Error('an invitation without a mail');
  return mail.id;
}

/** The newest mails of the portal. */
export async function listMails(builder: Builder) {
  const { items } = await builder.portal.client(notificationsContract, staff('auditor')).listMails({ query: { limit: 200 } });
  return items;
}

function domainOf(key: string): string {
  return `${key.replace('_', '-')}.example`;
}

export interface NewAccount {
  readonly name: string;
  readonly organization?: Organization;
  readonly role?: CustomerRole;
  readonly staff_role?: string;
}

export function emailOf(name: string): string {
  return `${name.replace('@', '.')}@people.example`;
}

export function nameOf(name: string): string {
  return `Имярек (${name})`;
}

/** Somebody who can log in with `PASSWORD`; owners are logged in already. */
export async function createAccount(builder: Builder, { name, organization, role, staff_role }: NewAccount): Promise<UserPrincipal> {
  const email = emailOf(name);
  const granted = organization && role ? [{ organization, role }] : [];
  const auth = (principal: Principal) => builder.portal.client(authContract, principal);
  const { id } = await auth(serviceNamed('test')).createUser({
    body: {
      email,
      name: nameOf(name),
      password: PASSWORD,
      staff_roles: staff_role === undefined ? [] : [staff_role as StaffRole],
      memberships: granted.map((grant) => ({ organization_id: grant.organization.id, role: grant.role })),
    },
  });
  const memberships = granted.map((grant) => ({
    organization_id: grant.organization.id,
    root_id: grant.organization.root_id,
    role: grant.role,
    disabled: [],
  }));
  // A login costs a hash; one session in each organization is enough.
  const session_id = role === 'owner' || staff_role === 'administrator' ? await logIn(builder, email, id) : randomUUIDv7();
  organization?.things.person.push(id);
  organization?.things.user.push(id);
  if (role === 'owner') organization?.things.session.push(session_id);
  organization?.words.push(email, nameOf(name));
  return { kind: 'user', id, session_id, memberships, staff_roles: staff_role === undefined ? [] : [staff_role] };
}

async function logIn(builder: Builder, email: string, id: string): Promise<string> {
  await builder.portal.client(authContract, anonymous).createJwt({ body: { email, password: PASSWORD } });
  const principal: Principal = { kind: 'user', id, session_id: randomUUIDv7(), memberships: [], staff_roles: [] };
  const { items } = await builder.portal.client(authContract, principal).listSessions({});
  const [session] = items;
  if (!session) throw new Error(`${email} logged in, yet has no session`);
  return session.id;
}
