import { isNowhere } from '@kabinet/contract/access';
import { sideOf } from '@kabinet/contract/principal';
import type { Holding } from '@kabinet/contracts/licenses/holdings';
import type { ArtifactsContext } from '../context.ts';
import { entitlement, offeredToVendor, type Candidate, type Entitlement } from '../domain/entitlement.ts';

/** Narrows what a caller holds: to products, to one licence, to an organization with or without what is below. */
export interface HoldingsFilter {
  readonly product_ids?: readonly string[];
  readonly license_id?: string;
  readonly cabinet_id?: string | undefined;
  readonly descendants?: boolean | undefined;
}

/** Decides on files, each as often as it is asked. */
export interface Offers {
  /** The products that the caller holds licences of; undefined for all. */
  readonly products: readonly string[] | undefined;
  on(candidate: Candidate & { readonly product_id: string }): Entitlement;
}

/**
 * Asks licences what the caller holds now, in the caller's name: one call, however many files are decided on. It is asked at every
 * request and kept nowhere, so that what was revoked a moment ago stops the next one. Whoever is a customer holds what their licences
 * say, however far a right of theirs may seem to reach.
 */
export async function offersFor(context: ArtifactsContext, filter: HoldingsFilter): Promise<Offers> {
  const narrowed = filter.license_id !== undefined || filter.cabinet_id !== undefined;
  if (!narrowed && sideOf(context.origin.principal) !== 'customer') {
    const downloads = !isNowhere(context.scope('artifacts.download'));
    return { products: undefined, on: (candidate) => offeredToVendor(candidate, downloads) };
  }
  const holdings = Map.groupBy(await holdingsOf(context, filter), ({ product_id }) => product_id);
  const today = context.today();
  return {
    products: [...holdings.keys()],
    on: (candidate) => entitlement(candidate, holdings.get(candidate.product_id) ?? [], today),
  };
}

async function holdingsOf(
  context: ArtifactsContext,
  { product_ids, license_id, cabinet_id, descendants }: HoldingsFilter,
): Promise<Holding[]> {
  const { items } = await context.peers.licenses.findHoldings({
    body: {
      ...(product_ids ? { product_ids: [...product_ids] } : {}),
      ...(license_id === undefined ? {} : { license_id }),
      ...(cabinet_id === undefined ? {} : { cabinet_id }),
      ...(descendants === undefined ? {} : { descendants }),
    },
  });
  return items;
}
