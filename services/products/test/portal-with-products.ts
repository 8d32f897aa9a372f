import { licensesContract } from '@kabinet/contracts/licenses';
import { productsContract } from '@kabinet/contracts/products';
import type { NewProduct } from '@kabinet/contracts/products/resources';
import { member, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { csafDocument, type Wanted } from './csaf-document.ts';

/** The validator is loaded by the first document: on a busy machine that takes a while. */
const PATIENCE_MS = 230_000;
export const SETUP_MS = 240_000;

export type Organization = Awaited<ReturnType<TestPortal['organization']>>;

/** A portal, what it sells, and ways to sell and to advise. */
export async function portalWithProducts(slugs: readonly string[], options: Parameters<typeof startPortal>[0] = {}) {
  const portal = await startPortal(options);
  // A client's patience ends half a minute after it was made.
  const vendor = () => portal.client(productsContract, staff('product_manager'));
  const products = new Map<string, string>();
  for (const slug of slugs) products.set(slug, (await vendor().createProduct({ body: productNamed(slug) })).id);
  const patient = () => portal.client(productsContract, staff('product_manager'), { deadline: Date.now() + PATIENCE_MS });
  return {
    portal,
    get vendor() {
      return vendor();
    },
    products,
    take: (wanted: Wanted) => patient().importAdvisory({ body: csafDocument(wanted) }),
    takeDocument: (body: Record<string, unknown>) => patient().importAdvisory({ body }),
    async publish(wanted: Wanted) {
      const { id } = await patient().importAdvisory({ body: csafDocument(wanted) });
      return vendor().publishAdvisory({ params: { id } });
    },
    customer: (organization: Organization, role = 'viewer') => portal.client(productsContract, member(organization, role)),
    async sell(organization: Organization, slug: string, more: { versions?: string; valid_from?: string; valid_until?: string } = {}) {
      const body = {
        cabinet_id: organization.organization_id,
        product_id: products.get(slug) ?? '',
        quantity: 1,
        parameters: {},
        valid_from: '2026-01-01',
        valid_until: null,
        ...more,
      };
      return portal.client(licensesContract, staff('account_manager')).issueLicense({ body }, { idempotencyKey: crypto.randomUUID() });
    },
  };
}

function productNamed(slug: string): NewProduct {
  return {
    slug,
    name: { ru: `Продукт ${slug}`, en: `Product ${slug}` },
    parameters: { type: 'object', additionalProperties: false, properties: {} },
    support_levels: [],
    update_policy: 'always',
  };
}
