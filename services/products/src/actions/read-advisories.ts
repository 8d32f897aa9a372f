import type { Scope } from '@kabinet/contract/access';
import type { Input } from '@kabinet/contract';
import type { productsContract } from '@kabinet/contracts/products';
import type { Advisory, Impact, ImpactStatus } from '@kabinet/contracts/products/advisory-resources';
import { problem } from '@kabinet/problem';
import type { ProductsContext } from '../context.ts';
import { impactOf, type Profile } from '../domain/advisory/impact.ts';
import { summaryOf } from '../domain/advisory/statements.ts';
import { findAdvisory, type ProductRow } from '../queries/advisory.ts';
import { heldIn, listHeldAdvisories, readProfiles } from '../queries/holding.ts';
import { listAdvisories, type Choice } from '../queries/list-advisories.ts';

type Operations = (typeof productsContract)['operations'];
type ListQuery = Input<Operations['listAdvisories']>['query'];
type Narrowing = { readonly [Filter in 'cabinet_id' | 'descendants']?: ListQuery[Filter] | undefined };

const READ = 'advisories.read';

/** A page of advisories, each with how it concerns the organizations asked about. */
export async function readAdvisories(context: ProductsContext, input: ListQuery) {
  const scope = context.scope(READ);
  const asked = askedAbout(scope, input);
  const { impact, ...rest } = input;
  const choice = impact && (await chooseByImpact(context, scope, asked, impact));
  const page = await listAdvisories(context, { ...rest, ...(impact ? { impact } : {}) }, scope, choice);
  const products = [...new Set(page.items.flatMap((item) => item.products.map(({ id }) => id)))];
  const profiles = asked && (await readProfiles(context.db, heldIn(scope, context.today(), asked), products));
  return { ...page, items: page.items.map((item) => shown(item, profiles)) };
}

/** One advisory whole; who sees all of them is also told which of its products are none of the portal's. */
export async function readAdvisory(context: ProductsContext, id: string, narrowing: Narrowing = {}, scope = context.scope(READ)) {
  const asked = askedAbout(scope, narrowing);
  const found = await findAdvisory(context.db, id, scope, context.today());
  if (!found) throw problem('advisory_not_found');
  const { version, file_name: _, contents, unmatched, ...row } = found;
  const profiles =
    asked &&
    (await readProfiles(
      context.db,
      heldIn(scope, context.today(), asked),
      row.products.map((product) => product.id),
    ));
  const seesAll = scope.kind === 'everywhere';
  return { body: { ...shown(row, profiles), ...contents, unmatched: seesAll ? unmatched : [] }, version };
}

/** Customers ask about all that they may see, or a part of it; staff about one cabinet or none. */
function askedAbout(scope: Scope, { cabinet_id, descendants }: Narrowing): Narrowing | undefined {
  if (descendants === false && cabinet_id === undefined) {
    throw problem('invalid_query', { errors: [{ pointer: '?descendants', code: 'needs_cabinet' }] });
  }
  return scope.kind === 'everywhere' && cabinet_id === undefined ? undefined : { cabinet_id, descendants };
}

type Row = Omit<Advisory, 'products' | 'impact'> & { readonly products: readonly ProductRow[] };

function shown<T extends Row>(row: T, profiles: readonly Profile[] | undefined) {
  const products = row.products.map(({ statements, ...product }) => ({ ...product, ...summaryOf(statements) }));
  return { ...row, products, impact: profiles ? impactOn(row.products, profiles) : null };
}

function impactOn(products: readonly ProductRow[], profiles: readonly Profile[]): Impact {
  return impactOf(
    products.map(({ id, statements }) => ({ product_id: id, statements })),
    profiles,
  );
}

/** An advisory about nothing held needs no deciding: those that are decided are few, and named. */
async function chooseByImpact(
  context: ProductsContext,
  scope: Scope,
  asked: Narrowing | undefined,
  wanted: readonly ImpactStatus[],
): Promise<Choice> {
  if (!asked) throw problem('invalid_query', { errors: [{ pointer: '?impact', code: 'needs_cabinet' }] });
  const held = heldIn(scope, context.today(), asked);
  const [advisories, profiles] = await Promise.all([listHeldAdvisories(context.db, held), readProfiles(context.db, held)]);
  const decided = advisories.map(({ advisory_id, products }) => ({ advisory_id, status: impactOf(products, profiles).status }));
  const ids = (isChosen: boolean) =>
    decided.filter(({ status }) => wanted.includes(status) === isChosen).map(({ advisory_id }) => advisory_id);
  return wanted.includes('not_held') ? { except: ids(false) } : { only: ids(true) };
}
