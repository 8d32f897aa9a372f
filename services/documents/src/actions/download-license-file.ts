import type { licensesContract } from '@kabinet/contracts/licenses';
import { documentEvents } from '@kabinet/contracts/documents/events';
import type { OkBody } from '@kabinet/contract';
import type { OrganizationNode } from '@kabinet/database/organization-tree';
import { signLicenseFile, type LicensePayload } from '@kabinet/license-file';
import { problem } from '@kabinet/problem';
import type { DocumentsContext } from '../context.ts';
import { fileReply } from '../domain/file-reply.ts';
import { standing } from '../domain/standing.ts';
import { openSigningKey } from '../signing/signing-key.ts';
import { verificationUrl } from './confirm-document.ts';
import { currentSigningKey } from './create-signing-key.ts';
import { learnOrganization } from './learn-organization.ts';
import { holderOf } from './render-document.ts';

type License = OkBody<(typeof licensesContract)['operations']['getLicense']>;

/**
 * The signed license file, the same bytes for the same state. Every download is recorded. Throws `license_revoked`,
 * `license_suspended` or `license_empty`: a file goes on saying for ever what it said when it was issued.
 */
export async function downloadLicenseFile(context: DocumentsContext, id: string) {
  const license = await context.peers.licenses.getLicense({ params: { id } });
  if (license.status === 'revoked') throw problem('license_revoked');
  if (license.status === 'suspended') throw problem('license_suspended');
  if (license.quantity === 0) throw problem('license_empty');
  const [organization, key] = await Promise.all([learnOrganization(context, license.cabinet.id), currentSigningKey(context)]);
  const verify_url = await verificationUrl(context, { kind: 'license', id }, organization);
  const privateKey = openSigningKey(key, context.installation.secret);
  const file = signLicenseFile(payloadOf(license, organization, verify_url), { kid: key.id, privateKey });
  await recordDownload(context, license, organization, key.id);
  return fileReply(Buffer.from(file, 'latin1'), `${license.number}.lic`);
}

function payloadOf(license: License, organization: OrganizationNode, verify_url: string): LicensePayload {
  const { id, number, quantity, parameters, versions, valid_from, valid_until, product } = license;
  return {
    version: 1,
    license: { id, number, quantity, parameters, versions, valid_from, valid_until },
    product: { id: product.id, slug: product.slug, name: product.name },
    organization: { id: organization.id, ...holderOf(organization) },
    certificates: standing(license.certificates).map(({ number, level, valid_from, valid_until }) => ({
      number,
      level,
      valid_from,
      valid_until,
    })),
    // Not the time of the download: the file of an unchanged licence stays the same.
    issued_at: new Date(license.updated_at).toISOString(),
    verify_url,
  };
}

async function recordDownload(context: DocumentsContext, license: License, owner: OrganizationNode, keyId: string): Promise<void> {
  const id = context.newId();
  await context.db.transaction((tx) =>
    context.publish(tx, documentEvents.license_file_downloaded, {
      subject: id,
      version: 1,
      organization_id: owner.id,
      root_id: owner.root_id,
      data: { id, license_id: license.id, number: license.number, organization_id: owner.id, key_id: keyId },
    }),
  );
}
