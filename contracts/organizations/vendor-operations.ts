import { operation } from '@kabinet/contract';
import { closed } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { LogoType, Vendor, VendorChange, VendorSettings } from './vendor-resources.ts';

const READ = { kind: 'permission', permission: 'settings.read' } as const;
const MANAGE = { kind: 'permission', permission: 'settings.manage' } as const;
/** Every page of the portal begins with it. */
const LOGO_LIMIT = 65_536;

export const vendorOperations = {
  getVendor: operation({
    summary: 'Read whose portal it is and how it looks',
    method: 'GET',
    path: '/vendor',
    access: { kind: 'public' },
    ok: { status: 200, body: Vendor },
    problems: [],
  }),
  getVendorLogo: operation({
    summary: "Download the vendor's logo",
    method: 'GET',
    path: '/vendor/logo/{hash}',
    access: { kind: 'public' },
    params: closed({ hash: Type.String({ maxLength: 64 }) }),
    ok: { status: 200, stream: 'bytes', content_type: 'application/octet-stream' },
    problems: ['logo_not_found'],
  }),
  getVendorSettings: operation({
    summary: 'Read the settings of the portal, and what is configured',
    method: 'GET',
    path: '/vendor/settings',
    access: READ,
    ok: { status: 200, body: VendorSettings },
    problems: [],
  }),
  changeVendorSettings: operation({
    summary: "Change the vendor's name or colour",
    method: 'PATCH',
    path: '/vendor/settings',
    access: MANAGE,
    body: VendorChange,
    ok: { status: 200, body: VendorSettings },
    problems: [],
    if_match: 'optional',
  }),
  replaceVendorLogo: operation({
    summary: "Replace the vendor's logo by a PNG, or an SVG, of which shapes and colours are kept",
    method: 'PUT',
    path: '/vendor/logo',
    access: MANAGE,
    upload: { media_types: [...LogoType.enum] },
    body_limit: LOGO_LIMIT,
    ok: { status: 200, body: VendorSettings },
    problems: ['logo_unusable'],
  }),
  deleteVendorLogo: operation({
    summary: "Go back to the portal's own mark",
    method: 'DELETE',
    path: '/vendor/logo',
    access: MANAGE,
    ok: { status: 204 },
    problems: [],
  }),
} as const;
