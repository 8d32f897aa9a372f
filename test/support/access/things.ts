import type { Principal } from '@kabinet/contract/principal';
import { artifactsContract } from '@kabinet/contracts/artifacts';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { staff } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { addCategory, addFileTo, holdAlone, missFor, publishArticleFor } from './article-things.ts';
import { announceAttachment, attachTo, keepAnswer, openIssueFor, sayIn } from './issue-things.ts';
import { kinds, type Builder, type Kind, type Organization } from './kinds.ts';
import { buy, give, issueCertificate, issueLicense, receive } from './license-things.ts';
import { newCabinet, nextNumber } from './new-things.ts';
import { announce, createWebhook, mailOf, sendTest } from './notification-things.ts';
import { askToJoin, createGuest, createToken, invite, sendJoinRequest } from './people-things.ts';
import { addProduct, newRelease, productOf, publishAdvisory, releaseOf } from './product-things.ts';
import { announceFile, bundleOf, manualOf } from './release-things.ts';
import { reportOf } from './report-things.ts';

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
    'report',
  ] as const) {
    organization.things[kind].push(await createThing(builder, kind, organization));
  }
  await sendJoinRequest(builder, organization);
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
  report: ({ portal }, { id }) => reportOf(portal, id),
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

/** Has the owner download what the organization may have: the list of downloads is not empty. */
export async function readManual({ portal }: Builder, { things }: Organization, owner: Principal): Promise<void> {
  const id = things.artifact[0] ?? '';
  await buffer(await portal.client(artifactsContract, owner).downloadArtifact({ params: { id } }));
}
