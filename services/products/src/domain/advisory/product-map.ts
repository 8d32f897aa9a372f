import type { CsafBranch, CsafProduct, CsafProductTree, CsafRelationship } from './csaf.ts';

/** A product as advisories may name it. */
export interface KnownProduct {
  readonly id: string;
  readonly slug: string;
  readonly name: { readonly ru: string; readonly en: string };
}

/** What a product id of a document stands for: a product of the portal and versions of it, as a range. */
export interface MappedProduct {
  readonly product_id: string;
  readonly versions: string;
}

export interface ProductMap {
  readonly products: ReadonlyMap<string, MappedProduct>;
  /** What the document defines and the portal does not have. */
  readonly unmatched: readonly { readonly product_id: string; readonly name: string }[];
}

/** The namespace of `x_generic_uris` in which a product of the portal is named by its slug. */
const URI_NAMESPACE = 'urn:kabinet:product';
const ALL = '*';

/**
 * Finds the portal's products among the document's, in this order: a generic URI `urn:kabinet:product:<slug>`; a purl whose name
 * is the slug; a `product_name` branch above that is the slug or the name in either language, whatever the case.
 */
export function mapProducts(tree: CsafProductTree, known: readonly KnownProduct[]): ProductMap {
  const finder = findBy(known);
  const products = new Map<string, MappedProduct>();
  const defined: CsafProduct[] = [];
  const take = (product: CsafProduct, path: readonly CsafBranch[]) => {
    defined.push(product);
    const mapped = mapProduct(product, path, finder);
    if (mapped) products.set(product.product_id, mapped);
  };
  for (const product of tree.full_product_names ?? []) take(product, []);
  for (const { product, path } of leavesOf(tree.branches ?? [])) take(product, path);
  mapRelationships(tree.relationships ?? [], products, defined);
  return {
    products,
    unmatched: defined.filter(({ product_id }) => !products.has(product_id)).map(({ product_id, name }) => ({ product_id, name })),
  };
}

type Finder = (name: string) => KnownProduct | undefined;

function findBy(known: readonly KnownProduct[]): Finder {
  const byName = new Map<string, KnownProduct>();
  // A slug is sure; a name is taken where no slug is like it.
  for (const product of known) for (const name of [product.name.ru, product.name.en]) byName.set(name.trim().toLowerCase(), product);
  for (const product of known) byName.set(product.slug, product);
  return (name) => byName.get(name.trim().toLowerCase());
}

interface Leaf {
  readonly product: CsafProduct;
  readonly path: readonly CsafBranch[];
}

/** Branches are at most 30 deep by the schema. */
function leavesOf(branches: readonly CsafBranch[], above: readonly CsafBranch[] = []): Leaf[] {
  return branches.flatMap((branch) => {
    const path = [...above, branch];
    return [...(branch.product ? [{ product: branch.product, path }] : []), ...leavesOf(branch.branches ?? [], path)];
  });
}

function mapProduct(product: CsafProduct, path: readonly CsafBranch[], find: Finder): MappedProduct | undefined {
  const { purl: text, x_generic_uris = [] } = product.product_identification_helper ?? {};
  const purl = purlOf(text);
  const uri = x_generic_uris.find(({ namespace }) => namespace === URI_NAMESPACE)?.uri.slice(URI_NAMESPACE.length + 1);
  const named = path.findLast(({ category }) => category === 'product_name')?.name;
  const [found] = [uri, purl?.name, named].flatMap((name) => (name === undefined ? [] : (find(name) ?? [])));
  return found && { product_id: found.id, versions: versionsIn(path) ?? purl?.version ?? ALL };
}

/** The versions that a path of branches narrows to; undefined where it names none. */
function versionsIn(path: readonly CsafBranch[]): string | undefined {
  const branch = path.findLast(({ category }) => category === 'product_version' || category === 'product_version_range');
  if (!branch) return undefined;
  // A patch or service pack below a version is another version, of which only its words are known.
  const narrower = path.slice(path.indexOf(branch) + 1).filter(({ category }) => NARROWER.includes(category));
  const text = branch.category === 'product_version_range' ? branch.name.replace(/^vers:[a-z0-9.+-]+\//i, '') : branch.name;
  return [text, ...narrower.map(({ name }) => name)].join(' ');
}

const NARROWER = ['patch_level', 'service_pack'];

/** `pkg:type/namespace/name@version?qualifiers#subpath` (package-url); test 6.1.13 has seen to its form. */
function purlOf(purl: string | undefined): { name: string; version: string | undefined } | undefined {
  const [, path = '', version] = /^pkg:([^?#@]+)(?:@([^?#]+))?/i.exec(purl ?? '') ?? [];
  const name = path.split('/').at(-1);
  return name === undefined || name === '' ? undefined : { name: unescaped(name), version: version && unescaped(version) };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * A combination stands for the portal's product in it: of a component within a product for the product, of a product on or with
 * another for the first. A combination may be of a combination, so that the list is gone through until nothing new is found.
 */
function mapRelationships(relationships: readonly CsafRelationship[], products: Map<string, MappedProduct>, defined: CsafProduct[]): void {
  for (const { full_product_name } of relationships) defined.push(full_product_name);
  let open = [...relationships];
  for (let found = true; found;) {
    const before = open.length;
    open = open.filter((relationship) => {
      const sides = [relationship.product_reference, relationship.relates_to_product_reference];
      if (relationship.category.endsWith('_component_of')) sides.reverse();
      const mapped = products.get(sides[0] ?? '') ?? products.get(sides[1] ?? '');
      if (mapped) products.set(relationship.full_product_name.product_id, mapped);
      return !mapped;
    });
    found = open.length < before;
  }
}
