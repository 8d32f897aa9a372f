import type { Part, Upload } from '@kabinet/contract/content';
import { vendorEvents } from '@kabinet/contracts/organizations/events';
import type { LogoType, VendorChange } from '@kabinet/contracts/organizations/vendor-resources';
import { problem } from '@kabinet/problem';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { OrganizationsContext } from '../context.ts';
import { accentContrast, READABLE } from '../domain/accent.ts';
import { cleanLogo } from '../logo/clean-logo.ts';
import { logoHash } from '../logo/configured-logo.ts';
import { findLogo, lockVendor, updateVendor, type VendorRow } from '../queries/vendor.ts';

type Changes = Parameters<typeof updateVendor>[1];

/** Changes name and colour. Throws `invalid_body` for a colour on which, or in which, letters are hard to read, and `version_mismatch`. */
export async function changeVendor(context: OrganizationsContext, { name, accent }: VendorChange): Promise<VendorRow> {
  if (accent) refusePale(accent);
  return change(context, {
    ...(name === undefined ? {} : { name: name && JSON.stringify(name) }),
    ...(accent === undefined ? {} : { accent }),
  });
}

/** Keeps what is harmless of the picture. Throws `logo_unusable`. */
export async function replaceLogo(context: OrganizationsContext, { body, content_type }: Upload): Promise<VendorRow> {
  // The operation takes no other media types.
  const type = content_type.split(';', 1)[0]?.trim().toLowerCase() as LogoType;
  const logo = cleanLogo(type, await buffer(body));
  if (!logo) throw problem('logo_unusable');
  return change(context.renew(), { logo, logo_type: type, logo_hash: logoHash(type, logo) });
}

export async function removeLogo(context: OrganizationsContext): Promise<void> {
  await change(context, { logo: null, logo_type: null, logo_hash: null });
}

function refusePale(accent: string): void {
  const contrast = accentContrast(accent);
  if (contrast >= READABLE) return;
  throw problem('invalid_body', { errors: [{ pointer: '/accent', code: 'accent_pale', params: { contrast, needed: READABLE } }] });
}

/** Changes the row and tells what it is now. */
async function change(context: OrganizationsContext, changes: Changes): Promise<VendorRow> {
  return context.db.transaction(async (tx) => {
    const before = await lockVendor(tx);
    if (context.ifMatch !== undefined && context.ifMatch !== before.version) throw problem('version_mismatch');
    const after = await updateVendor(tx, { ...changes, updated_at: context.now().toISOString() });
    const { name, accent, logo_hash } = after;
    await context.publish(tx, vendorEvents.vendor_changed, {
      subject: 'vendor',
      version: after.version,
      organization_id: null,
      root_id: null,
      data: { name, accent, logo_hash },
    });
    return after;
  });
}

/** The picture under the name that its bytes have: it may be kept for ever. Throws `logo_not_found`. */
export async function openLogo(context: OrganizationsContext, hash: string) {
  const configured = [context.state.logo, context.state.darkLogo].find((picture) => picture?.logo_hash === hash);
  const found = configured ?? (await findLogo(context.db, hash));
  if (!found) throw problem('logo_not_found');
  const { logo, logo_type } = found;
  return {
    body: {
      size: logo.length,
      etag: `"${hash}"`,
      open: async (part?: Part) => Readable.from([part ? logo.subarray(part.start, part.end + 1) : logo], { objectMode: false }),
    },
    headers: { 'content-type': logo_type, 'cache-control': 'public, max-age=31536000, immutable' },
  };
}
