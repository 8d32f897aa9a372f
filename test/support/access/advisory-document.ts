/** The product of the advisories in the world: it is in nobody's cabinet. */
export const ADVISED_PRODUCT = 'advised-product';

const DATE = '2026-02-01T09:00:00Z';

/** The smallest CSAF document that says something of a product's versions. */
export function advisoryDocument(id: string) {
  const product = { product_id: 'P1', name: `${ADVISED_PRODUCT} 1.0` };
  const version = { category: 'product_version', name: '1.0', product };
  return {
    document: {
      category: 'csaf_base',
      csaf_version: '2.0',
      title: `Advisory ${id}`,
      distribution: { tlp: { label: 'WHITE' } },
      publisher: { category: 'vendor', name: 'Vendor', namespace: 'https://vendor.example' },
      tracking: {
        id,
        status: 'final',
        version: '1',
        initial_release_date: DATE,
        current_release_date: DATE,
        revision_history: [{ date: DATE, number: '1', summary: 'First release' }],
      },
    },
    product_tree: { branches: [{ category: 'product_name', name: ADVISED_PRODUCT, branches: [version] }] },
    vulnerabilities: [{ cve: 'CVE-2026-11111', product_status: { known_affected: ['P1'] } }],
  };
}
