import { implement } from '@kabinet/contract/implement';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { problem } from '@kabinet/problem';
import { changeCabinet } from './actions/change-cabinet.ts';
import { closeCabinet } from './actions/close-cabinet.ts';
import { changeVendor, openLogo, removeLogo, replaceLogo } from './actions/change-vendor.ts';
import { createCabinet } from './actions/create-cabinet.ts';
import { ensureCabinet } from './actions/ensure-cabinet.ts';
import { cancelClosing, readClosing, reopenCabinet } from './actions/end-closing.ts';
import { presentSettings, presentVendor } from './actions/present-vendor.ts';
import { nodeOf } from './actions/publish-organization.ts';
import type { OrganizationsContext } from './context.ts';
import { findFoundingContact, listContacts } from './queries/contact.ts';
import { listCabinets } from './queries/list-cabinets.ts';
import { cabinetExists, findCabinet, findOrganizationRow, listConfirmed } from './queries/organization.ts';
import { fetchTree } from './queries/tree.ts';
import { findVendor, type VendorRow } from './queries/vendor.ts';

const TREE_LIMIT = 10_000;

export const implementation = implement<OrganizationsContext>()(organizationsContract, {
  resources: { cabinet: (context, id, scope) => cabinetExists(context.db, id, scope) },
  handlers: {
    listCabinets: async (context, { query }) => ({ body: await listCabinets(context, query) }),
    createCabinet: async (context, { body }) => {
      const { version, ...cabinet } = await createCabinet(context, body);
      return { body: cabinet, version, location: `/api/v1/cabinets/${cabinet.id}` };
    },
    getCabinet: async (context, { params }) => {
      const found = await findCabinet(context.db, params.id, context.scope('organizations.read'));
      if (!found) throw problem('cabinet_not_found');
      const { version, ...cabinet } = found;
      return { body: cabinet, version };
    },
    changeCabinet: async (context, { params, body }) => {
      const { version, ...cabinet } = await changeCabinet(context, params.id, body);
      return { body: cabinet, version };
    },
    getCabinetTree: async (context, { params, query }) => {
      const known = await cabinetExists(context.db, params.id, context.scope('organizations.read'));
      if (!known) throw problem('cabinet_not_found');
      const items = await fetchTree(context.db, params.id, query.depth ?? 100, TREE_LIMIT + 1);
      return { body: { items: items.slice(0, TREE_LIMIT), truncated: items.length > TREE_LIMIT } };
    },
    closeCabinet: async (context, { params, query, body }) => ({
      body: await closeCabinet(context, params.id, body, query.dry_run ?? false),
    }),
    getClosing: async (context, { params }) => ({ body: await readClosing(context, params.id) }),
    cancelClosing: async (context, { params }) => ({ body: await cancelClosing(context, params.id) }),
    reopenCabinet: async (context, { params }) => {
      const { version, ...cabinet } = await reopenCabinet(context, params.id);
      return { body: cabinet, version };
    },
    getVendor: async (context) => ({
      body: presentVendor(context, await findVendor(context.db)),
      headers: { 'cache-control': 'public, max-age=60' },
    }),
    getVendorLogo: (context, { params }) => openLogo(context, params.hash),
    getVendorSettings: async (context) => settingsReply(context, await findVendor(context.db)),
    changeVendorSettings: async (context, { body }) => settingsReply(context, await changeVendor(context, body)),
    replaceVendorLogo: async (context, { upload }) => settingsReply(context, await replaceLogo(context, upload)),
    deleteVendorLogo: async (context) => {
      await removeLogo(context);
      return { body: undefined };
    },
    listCabinetContacts: async (context, { params }) => ({ body: { items: await listContacts(context.db, params.id) } }),
    ensureCabinet: async (context, { body }) => ({ body: await ensureCabinet(context, body) }),
    findConfirmedCabinets: async (context, { body }) => ({
      body: { items: (await listConfirmed(context.db, body.inn, body.kpp)).map(nodeOf) },
    }),
    getOrganizationNode: async (context, { params }) => {
      const row = await findOrganizationRow(context.db, params.id);
      if (!row) throw problem('cabinet_not_found');
      return { body: nodeOf(row) };
    },
    getOrganizationContact: async (context, { params }) => ({
      body: { contact: (await findFoundingContact(context.db, params.id)) ?? null },
    }),
  },
});

function settingsReply(context: OrganizationsContext, row: VendorRow) {
  return { body: presentSettings(context, row), version: row.version };
}
