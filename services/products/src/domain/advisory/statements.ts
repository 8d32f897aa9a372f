import type { VersionStatement } from '@kabinet/contracts/products/advisory-resources';
import type { CsafProductStatus, CsafVulnerability } from './csaf.ts';
import type { AffectedProduct } from './impact.ts';
import type { MappedProduct } from './product-map.ts';
import { compareVersions, parseVersion } from '@kabinet/version-range';

type Products = ReadonlyMap<string, MappedProduct>;

/** What `product_status` of a vulnerability says, per product of the portal. */
export function statementsOf(status: CsafProductStatus, products: Products): Map<string, VersionStatement> {
  const said = new Map<string, MutableStatement>();
  for (const [kind, ids] of Object.entries(status)) {
    const member = MEMBER_OF[kind];
    if (!member) continue;
    for (const mapped of ids.flatMap((id) => products.get(id) ?? [])) {
      const statement = said.get(mapped.product_id) ?? emptyStatement();
      said.set(mapped.product_id, statement);
      if (!statement[member].includes(mapped.versions)) statement[member].push(mapped.versions);
    }
  }
  for (const [product, statement] of said) statement.affected.push(...spansOf(status, products, product));
  return said;
}

type MutableStatement = { -readonly [Member in keyof VersionStatement]: string[] };

/** `recommended` says what to take, not what is fixed. */
const MEMBER_OF: Readonly<Record<string, keyof VersionStatement>> = {
  known_affected: 'affected',
  first_affected: 'affected',
  last_affected: 'affected',
  fixed: 'fixed',
  first_fixed: 'fixed',
  known_not_affected: 'not_affected',
  under_investigation: 'under_investigation',
};

function emptyStatement(): MutableStatement {
  return { affected: [], fixed: [], not_affected: [], under_investigation: [] };
}

/** One first and one last affected version of a product mean those between too. */
function spansOf(status: CsafProductStatus, products: Products, product: string): string[] {
  const versionsIn = (kind: string) =>
    (status[kind] ?? []).flatMap((id) => products.get(id) ?? []).filter((mapped) => mapped.product_id === product);
  const [first, ...otherFirst] = versionsIn('first_affected');
  const [last, ...otherLast] = versionsIn('last_affected');
  if (!first || !last || otherFirst.length > 0 || otherLast.length > 0) return [];
  const [from, to] = [parseVersion(first.versions), parseVersion(last.versions)];
  return from && to && compareVersions(from, to) < 0 ? [`>=${first.versions}|<=${last.versions}`] : [];
}

/** Every product of the portal that the document names, with a statement per vulnerability that speaks of it. */
export function affectedProducts(vulnerabilities: readonly CsafVulnerability[], products: Products): AffectedProduct[] {
  const ids = [...new Set([...products.values()].map(({ product_id }) => product_id))];
  const said = vulnerabilities.map(({ product_status }) => statementsOf(product_status ?? {}, products));
  return ids.map((product_id) => ({ product_id, statements: said.flatMap((statements) => statements.get(product_id) ?? []) }));
}

/** All of a product's statements as one, for lists: what is affected by any vulnerability is affected. */
export function summaryOf(statements: readonly VersionStatement[]): VersionStatement {
  const all = (member: keyof VersionStatement) => [...new Set(statements.flatMap((statement) => statement[member]))];
  return {
    affected: all('affected'),
    fixed: all('fixed'),
    not_affected: all('not_affected'),
    under_investigation: all('under_investigation'),
  };
}
