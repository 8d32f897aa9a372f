import type { Certificate, License } from '@kabinet/contracts/licenses/resources';
import type { NewIssue } from '@kabinet/contracts/issues/resources';
import type { OrganizationNode } from '@kabinet/database/organization-tree';
import { isWithin } from '@kabinet/database/organization-tree';
import { isProblem, problem } from '@kabinet/problem';
import type { IssuesContext } from '../context.ts';
import { addWorkingHours } from '../domain/working-calendar.ts';
import { knownProduct } from './known-product.ts';
import { learnOrganization } from './learn-organization.ts';

/** What a request is about, once its author's words are understood. */
export interface Place {
  readonly organization: OrganizationNode;
  readonly product_id: string;
  readonly license_id: string | null;
  readonly certificate_id: string | null;
  readonly respond_by: string | null;
}

type Named = Pick<NewIssue, 'cabinet_id' | 'product_id' | 'license_id' | 'certificate_id'>;
type Owned = Pick<License | Certificate, 'id' | 'cabinet' | 'product' | 'status'>;

/**
 * Finds the organization, product and certificate of a new request, and when it is to be answered. What the caller may not know of
 * is unknown to them in the same words. Throws `invalid_body`.
 */
export async function placeIssue(context: IssuesContext, named: Named): Promise<Place> {
  const license = await ownedBy(named.license_id, '/license_id', (id) => context.peers.licenses.getLicense({ params: { id } }));
  const given = await ownedBy(named.certificate_id, '/certificate_id', (id) => context.peers.licenses.getCertificate({ params: { id } }));
  if (given && given.status !== 'active') throw fault('/certificate_id', 'not_in_force');
  const known = given ?? license;
  const organization = await placeOf(context, named.cabinet_id ?? known?.cabinet.id ?? onlyCabinet(context));
  const productId = named.product_id ?? known?.product.id;
  if (productId === undefined) throw fault('/product_id', 'product_needed');
  requireAlike(license, '/license_id', organization.id, productId);
  requireAlike(given, '/certificate_id', organization.id, productId);
  const found = given ?? (await bestCertificate(context, organization.id, productId, license?.id));
  const certificate = found
    ? { certificate_id: found.id, respond_by: await targetOf(context, found) }
    : await requireNone(context, productId);
  return { organization, product_id: productId, license_id: license?.id ?? null, ...certificate };
}

function requireAlike(owned: Owned | undefined, pointer: string, cabinetId: string, productId: string): void {
  if (owned && owned.cabinet.id !== cabinetId) throw fault(pointer, 'different_cabinet');
  if (owned && owned.product.id !== productId) throw fault(pointer, 'different_product');
}

function fault(pointer: string, code: string): Error {
  return problem('invalid_body', { errors: [{ pointer, code }] });
}

async function ownedBy<T extends Owned>(
  id: string | null | undefined,
  pointer: string,
  find: (id: string) => Promise<T>,
): Promise<T | undefined> {
  if (id === null || id === undefined) return undefined;
  try {
    return await find(id);
  } catch (error) {
    if (isProblem(error, 'license_not_found', 'certificate_not_found', 'forbidden')) throw fault(pointer, 'not_found');
    throw error;
  }
}

/** Whoever writes for one organization need not name it. */
function onlyCabinet(context: IssuesContext): string {
  const scope = context.scope('issues.write');
  const [only, other] = scope.kind === 'subtrees' ? scope.anchors : [];
  if (!only || other) throw fault('/cabinet_id', 'cabinet_needed');
  return only.organization_id;
}

async function placeOf(context: IssuesContext, cabinetId: string): Promise<OrganizationNode> {
  const organization = await learnOrganization(context, cabinetId);
  const isKnown = organization && (await isWithin(context.db, context.scope('issues.write'), cabinetId));
  if (!isKnown) throw fault('/cabinet_id', 'not_found');
  return organization;
}

/** Of the certificates in force for the product, and for the licence where one is named, the one that promises the quickest answer. */
async function bestCertificate(context: IssuesContext, cabinetId: string, productId: string, licenseId: string | undefined) {
  const query = {
    cabinet_id: cabinetId,
    descendants: false,
    product_id: [productId],
    status: ['active' as const],
    limit: 200,
    ...(licenseId === undefined ? {} : { license_id: licenseId }),
  };
  const { items } = await context.peers.licenses.listCertificates({ query });
  const product = items.length > 0 ? await knownProduct(context, productId) : undefined;
  const hoursOf = ({ level }: Certificate) => product?.support_levels.find(({ code }) => code === level)?.first_response_hours ?? Infinity;
  return items.toSorted((a, b) => hoursOf(a) - hoursOf(b))[0];
}

/** A product that nobody knows is refused like one without a certificate: neither can be asked about. */
async function requireNone(context: IssuesContext, productId: string) {
  if (context.state.needsCertificate || !(await knownProduct(context, productId))) throw fault('/product_id', 'no_certificate');
  return { certificate_id: null, respond_by: null };
}

async function targetOf(context: IssuesContext, { product, level }: Certificate): Promise<string | null> {
  const levels = (await knownProduct(context, product.id))?.support_levels ?? [];
  const hours = levels.find(({ code }) => code === level)?.first_response_hours;
  return hours === undefined ? null : addWorkingHours(context.now(), hours, context.state.calendar).toISOString();
}
