import type { CsafProductStatus } from '../src/domain/advisory/csaf.ts';

export interface Wanted {
  readonly id: string;
  readonly product: string;
  readonly title?: string;
  readonly version?: string;
  readonly status?: 'draft' | 'interim' | 'final';
  readonly tlp?: 'WHITE' | 'GREEN' | 'AMBER' | 'RED' | null;
  readonly cve?: string;
  readonly affected?: string;
  readonly fixed?: string;
  readonly revised?: string;
}

const FIRST = '2026-03-02T09:00:00.000Z';

/** A valid security advisory as a vendor writes it: one vulnerability, a range of affected versions, one that is fixed. */
export function csafDocument(wanted: Wanted) {
  const { id, title = `Advisory ${id}`, version = '1', status = 'final', tlp = 'WHITE', revised = FIRST } = wanted;
  const number = Number.parseInt(version, 10);
  return {
    document: {
      category: 'csaf_security_advisory',
      csaf_version: '2.0',
      title,
      lang: 'en',
      publisher: { category: 'vendor', name: 'Horns and Hooves', namespace: 'https://horns.example' },
      ...(tlp === null ? {} : { distribution: { tlp: { label: tlp } } }),
      notes: [{ category: 'summary', title: 'Summary', text: 'A request of a certain form ends the service.' }],
      references: [{ category: 'external', summary: 'The bulletin', url: 'https://horns.example/bulletins/1' }],
      tracking: {
        id,
        status,
        version,
        initial_release_date: FIRST,
        current_release_date: revised,
        revision_history: Array.from({ length: number }, (_, index) => ({
          date: index === number - 1 ? revised : FIRST,
          number: String(index + 1),
          summary: index === 0 ? 'First release' : 'More is known',
        })),
      },
    },
    ...productsOf(wanted),
  };
}

function productsOf({ product, cve = 'CVE-2026-10001', affected = '<1.8.1', fixed = '1.8.1' }: Wanted) {
  const leaf = (category: string, name: string, product_id: string) => ({
    category,
    name,
    product: { product_id, name: `${product} ${name}` },
  });
  const branches = [leaf('product_version_range', affected, 'AFFECTED'), leaf('product_version', fixed, 'FIXED')];
  const product_status: CsafProductStatus = { known_affected: ['AFFECTED'], fixed: ['FIXED'] };
  return {
    product_tree: {
      branches: [{ category: 'vendor', name: 'Horns and Hooves', branches: [{ category: 'product_name', name: product, branches }] }],
    },
    vulnerabilities: [
      {
        cve,
        title: 'Denial of service',
        cwe: { id: 'CWE-400', name: 'Uncontrolled Resource Consumption' },
        notes: [{ category: 'description', text: 'The size of a header was not checked.' }],
        product_status,
        scores: [
          {
            products: ['AFFECTED'],
            cvss_v3: {
              version: '3.1',
              vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H',
              baseScore: 7.5,
              baseSeverity: 'HIGH',
            },
          },
        ],
        remediations: [{ category: 'vendor_fix', details: 'Install the fixed version.', product_ids: ['AFFECTED'] }],
      },
    ],
  };
}
