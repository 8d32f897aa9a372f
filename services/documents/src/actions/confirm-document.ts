import type { Verification } from '@kabinet/contracts/documents/resources';
import type { OrganizationNode } from '@kabinet/database/organization-tree';
import { isProblem, problem, type Locale } from '@kabinet/problem';
import { vendorName } from '@kabinet/service';
import { randomBytes } from 'node:crypto';
import type { DocumentsContext } from '../context.ts';
import { VERIFICATION_PAGE_POLICY, verificationPage } from '../domain/verification-page.ts';
import { findVerification, findVerificationByToken, keepVerification, type VerificationRow } from '../queries/verification.ts';

const TOKEN_BYTES = 16;
const TOKEN = /^[A-Za-z0-9_-]{22}$/;

/** The address that confirms a licence or certificate, made when its document is first asked for. */
export async function verificationUrl(
  context: DocumentsContext,
  subject: { readonly kind: VerificationRow['kind']; readonly id: string },
  owner: OrganizationNode,
): Promise<string> {
  const known = await findVerification(context.system, subject.kind, subject.id);
  const token = known?.organization_id === owner.id ? known.token : await keepToken(context, subject, owner);
  return `${context.installation.publicUrl}/verify/${token}`;
}

/** Written past the reader's walls: whoever may read the document may have its address made. */
function keepToken(
  context: DocumentsContext,
  subject: { kind: VerificationRow['kind']; id: string },
  owner: OrganizationNode,
): Promise<string> {
  return keepVerification(context.system, {
    token: randomBytes(TOKEN_BYTES).toString('base64url'),
    kind: subject.kind,
    subject_id: subject.id,
    organization_id: owner.id,
    root_id: owner.root_id,
    created_at: context.now().toISOString(),
  });
}

/** What anybody may know who holds the token: how the document stands today. */
export async function confirmDocument(context: DocumentsContext, token: string): Promise<Verification> {
  const found = TOKEN.test(token) ? await findVerificationByToken(context.system, token) : undefined;
  if (!found) throw problem('verification_not_found');
  const { number, product, status, valid_from, valid_until } = await readSubject(context, found);
  return { kind: found.kind, number, product: product.name, status, valid_from, valid_until };
}

/** In the service's own name: the token is all the right that is needed. */
async function readSubject(context: DocumentsContext, { kind, subject_id: id }: VerificationRow) {
  const { licenses } = context.peersAsService;
  try {
    return kind === 'license' ? await licenses.getLicense({ params: { id } }) : await licenses.getCertificate({ params: { id } });
  } catch (error) {
    if (isProblem(error, 'license_not_found', 'certificate_not_found')) throw problem('verification_not_found', { cause: error });
    throw error;
  }
}

/** The same as a page. */
export async function showVerification(context: DocumentsContext, token: string, locale: Locale) {
  const body = verificationPage(await confirmDocument(context, token), await vendorName(context), locale);
  return { body, headers: { 'content-security-policy': VERIFICATION_PAGE_POLICY, 'content-language': locale } };
}
