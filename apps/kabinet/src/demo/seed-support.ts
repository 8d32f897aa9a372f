import type { UserPrincipal } from '@kabinet/contract/principal';
import { authContract } from '@kabinet/contracts/auth';
import { issuesContract } from '@kabinet/contracts/issues';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { productsContract } from '@kabinet/contracts/products';
import { isProblem } from '@kabinet/problem';
import { Readable } from 'node:stream';
import { clientOf } from '../clients.ts';
import type { Composition } from '../compose.ts';
import { demoCannedAnswers, demoIssues, type DemoComment, type DemoIssue } from './support.ts';
import { demoPeople } from './world.ts';

const SUPPORT = 'support@kabinet.example';

/** Opens the demo's requests and has them talked about, by the people of the demo; a request that is there already stays as it is. */
export async function seedSupport(
  composition: Composition,
  vendor: UserPrincipal,
  organizations: ReadonlyMap<string, string>,
): Promise<void> {
  const engineer = { ...vendor, id: await userId(composition, vendor, SUPPORT), staff_roles: ['support_engineer'] };
  const desk = clientOf(composition, issuesContract, engineer);
  for (const body of demoCannedAnswers) {
    await desk.createCannedAnswer({ body }).catch((error: unknown) => {
      if (!isProblem(error, 'title_taken')) throw error;
    });
  }
  for (const issue of demoIssues) {
    const { items } = await desk.listIssues({ query: { q: issue.subject } });
    if (items.length > 0) continue;
    const author = await authorOf(composition, vendor, organizations, issue);
    await seedIssue(composition, { author, engineer }, organizations.get(issue.organization) ?? '', issue);
  }
}

interface Parties {
  readonly author: UserPrincipal;
  readonly engineer: UserPrincipal;
}

async function seedIssue(
  composition: Composition,
  { author, engineer }: Parties,
  cabinet_id: string,
  { subject, description, severity, ...more }: DemoIssue,
): Promise<void> {
  const customer = clientOf(composition, issuesContract, author);
  const desk = clientOf(composition, issuesContract, engineer);
  const product = await clientOf(composition, productsContract, engineer).getProduct({ params: { id: more.product } });
  const about = { cabinet_id, product_id: product.id, version: more.version ?? null };
  const { id } = await customer.createIssue({ body: { ...about, subject, description, severity, private: more.private ?? false } });
  const params = { id };
  if (more.isTaken) await desk.assignIssue({ params, body: { user_id: engineer.id } });
  for (const comment of more.comments) await say(comment.by === 'author' ? customer : desk, id, comment);
  if (more.note !== undefined) await desk.createNote({ params, body: { body: more.note } });
  if (more.mergedInto !== undefined) {
    const [into] = (await desk.listIssues({ query: { q: more.mergedInto } })).items;
    if (into) await desk.mergeIssue({ params, body: { into_id: into.id } });
  }
  if (more.then === undefined) return;
  const client = more.then.by === 'author' ? customer : desk;
  await client.changeIssue({ params, body: { status: more.then.status } }, { ifMatch: '*' });
  if (more.rating) await customer.rateIssue({ params, body: more.rating });
}

async function say(client: ReturnType<typeof clientOf<typeof issuesContract>>, id: string, { body, file }: DemoComment): Promise<void> {
  const files = file === undefined ? [] : [await client.uploadAttachment({ params: { id }, upload: await formOf(file) })];
  await client.createComment({ params: { id }, body: { body, attachment_ids: files.map((attachment) => attachment.id) } });
}

/** A file in a form, as browsers send it. */
async function formOf({ name, contents }: NonNullable<DemoComment['file']>) {
  const form = new FormData();
  form.set('file', new File([contents], name));
  const response = new Response(form);
  const bytes = Buffer.from(await response.arrayBuffer());
  return { body: Readable.from([bytes]), content_type: response.headers.get('content-type') ?? '', length: bytes.length };
}

async function authorOf(
  composition: Composition,
  vendor: UserPrincipal,
  organizations: ReadonlyMap<string, string>,
  { author }: DemoIssue,
): Promise<UserPrincipal> {
  const person = demoPeople.find(({ email }) => email === author);
  const organization_id = organizations.get(person?.organization ?? '') ?? '';
  const id = await userId(composition, vendor, author);
  const { root_id } = await clientOf(composition, organizationsContract).getOrganizationNode({ params: { id: organization_id } });
  const membership = { organization_id, root_id, role: person?.role ?? '', disabled: [] };
  return { kind: 'user', id, session_id: id, memberships: [membership], staff_roles: [] };
}

async function userId(composition: Composition, vendor: UserPrincipal, email: string): Promise<string> {
  const { items } = await clientOf(composition, authContract, vendor).listUsers({ query: { q: email, limit: 10 } });
  const user = items.find((found) => found.email === email);
  if (!user) throw new Error(`the demo knows nobody with the address ${email}`);
  return user.id;
}
