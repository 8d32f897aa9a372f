import { implement } from '@kabinet/contract/implement';
import { everywhere } from '@kabinet/contract/access';
import { productsContract } from '@kabinet/contracts/products';
import { problem } from '@kabinet/problem';
import { changeProduct } from './actions/change-product.ts';
import { recallRelease, scheduleRelease } from './actions/change-release.ts';
import { createProduct } from './actions/create-product.ts';
import { decideAdvisory } from './actions/decide-advisory.ts';
import { importAdvisory } from './actions/import-advisory.ts';
import { readAdvisories, readAdvisory } from './actions/read-advisories.ts';
import { readDocument, readRevisions } from './actions/read-document.ts';
import { serveFeed } from './actions/serve-feed.ts';
import {
  serveChanges,
  serveCsafFile,
  serveIndex,
  serveProviderMetadata,
  serveRolieFeed,
  serveSecurityTxt,
} from './actions/serve-provider.ts';
import { readProductReleases, readRelease, readReleases } from './actions/read-release.ts';
import type { ProductsContext } from './context.ts';
import { advisoryExists } from './queries/advisory.ts';
import { findCabinet } from './queries/cabinet.ts';
import { listProducts } from './queries/list-products.ts';
import { findProduct, productExists } from './queries/product.ts';
import { releaseExists } from './queries/release.ts';

export const implementation = implement<ProductsContext>()(productsContract, {
  resources: {
    product: (context, ref, scope) => productExists(context.db, ref, scope),
    advisory: (context, id, scope) => advisoryExists(context.db, id, scope, context.today()),
    cabinet: async (context, id, scope) => (await findCabinet(context.db, id, scope)) !== undefined,
    release: (context, id, scope) => releaseExists(context.db, id, scope),
  },
  handlers: {
    listProducts: async (context, { query }) => ({ body: await listProducts(context, query) }),
    createProduct: async (context, { body }) => {
      const { version, ...product } = await createProduct(context, body);
      return { body: product, version, location: `/api/v1/products/${product.id}` };
    },
    getProduct: async (context, { params }) => {
      const found = await findProduct(context.db, params.id, context.scope('products.read'));
      if (!found) throw problem('product_not_found');
      const { version, ...product } = found;
      return { body: product, version };
    },
    changeProduct: async (context, { params, body }) => {
      const { version, ...product } = await changeProduct(context, params.id, body);
      return { body: product, version };
    },
    getProductDefinition: async (context, { params }) => {
      const definition = await findProduct(context.db, params.id, everywhere);
      if (!definition) throw problem('product_not_found');
      return { body: definition, version: definition.version };
    },
    listAdvisories: async (context, { query }) => ({ body: await readAdvisories(context, query) }),
    importAdvisory: async (context, { body }) => {
      const id = await importAdvisory(context, JSON.stringify(body), 'api');
      // Who may send advisories need not be one who reads them.
      return { ...(await readAdvisory(context, id, {}, everywhere)), location: `/api/v1/advisories/${id}` };
    },
    takeInAdvisory: async (context, { body }) => ({ body: { id: await importAdvisory(context, body.document, 'bucket') } }),
    getAdvisory: (context, { params, query }) => readAdvisory(context, params.id, query),
    getAdvisoryDocument: (context, { params }) => readDocument(context, params.id),
    publishAdvisory: async (context, { params }) => {
      await decideAdvisory(context, params.id, 'publish', null);
      return readAdvisory(context, params.id);
    },
    withdrawAdvisory: async (context, { params, body }) => {
      await decideAdvisory(context, params.id, 'withdraw', body.reason);
      return readAdvisory(context, params.id);
    },
    listAdvisoryRevisions: async (context, { params }) => ({ body: { items: await readRevisions(context, params.id) } }),
    getAdvisoryRevision: (context, { params }) => readDocument(context, params.id, Number(params.number)),
    getAdvisoryFeed: async (context, { params }) => ({ body: await serveFeed(context, params.id) }),
    getCsafProvider: serveProviderMetadata,
    getCsafIndex: serveIndex,
    getCsafChanges: serveChanges,
    getCsafFeed: serveRolieFeed,
    getCsafFile: (context, { params }) => serveCsafFile(context, params),
    getSecurityTxt: serveSecurityTxt,
    listReleases: async (context, { query }) => ({ body: await readReleases(context, query) }),
    listProductReleases: async (context, { params, query }) => ({ body: await readProductReleases(context, params.id, query) }),
    getRelease: (context, { params }) => readRelease(context, params.id),
    scheduleRelease: async (context, { params, body }) => {
      await scheduleRelease(context, params.id, body.released_at);
      return readRelease(context, params.id);
    },
    recallRelease: async (context, { params, body }) => {
      await recallRelease(context, params.id, body.reason);
      return readRelease(context, params.id);
    },
  },
});
