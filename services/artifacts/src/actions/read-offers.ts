import type { Input } from '@kabinet/contract';
import type { artifactsContract } from '@kabinet/contracts/artifacts';
import type { ListedArtifact } from '@kabinet/contracts/artifacts/downloads';
import { artifactProblems } from '@kabinet/contracts/artifacts/problems';
import { problem } from '@kabinet/problem';
import type { ArtifactsContext } from '../context.ts';
import type { Entitlement } from '../domain/entitlement.ts';
import { listArtifacts, type OfferedArtifact } from '../queries/offered-artifact.ts';
import { offersFor, type Offers } from './decide-offers.ts';

type Operations = (typeof artifactsContract)['operations'];

/** A page of the files of the products that the caller holds licences of; the vendor's people see those of all. */
export async function readArtifacts(context: ArtifactsContext, query: Input<Operations['listArtifacts']>['query']) {
  const { cabinet_id, descendants, ...filters } = query;
  if (descendants === false && cabinet_id === undefined) {
    throw problem('invalid_query', { errors: [{ pointer: '?descendants', code: 'needs_cabinet' }] });
  }
  const offers = await offersFor(context, { cabinet_id, descendants });
  return readPage(context, `listArtifacts ${cabinet_id ?? ''} ${descendants ?? ''}`, filters, offers);
}

/** A page of the files of a licence's product, as that licence alone offers them. Throws `license_not_found`. */
export async function readLicenseImages(context: ArtifactsContext, id: string, query: Input<Operations['listLicenseImages']>['query']) {
  const offers = await offersFor(context, { license_id: id });
  if (offers.products?.length === 0) throw problem('license_not_found');
  return readPage(context, `listLicenseImages ${id}`, query, offers);
}

async function readPage(context: ArtifactsContext, list: string, query: Parameters<typeof listArtifacts>[2], offers: Offers) {
  const page = await listArtifacts(context, list, query, offers.products);
  return { ...page, items: page.items.map((artifact) => listed(context, artifact, offers.on(artifact))) };
}

function listed({ installation, origin }: ArtifactsContext, artifact: OfferedArtifact, decided: Entitlement): ListedArtifact {
  const { product_id: _product, crc32: _crc, object_key: _key, product, release, ...shown } = artifact;
  const described = {
    ...shown,
    product: { id: product.id, slug: product.slug, name: product.name },
    release: { kind: release.kind, channel: release.channel, released_at: release.released_at },
  };
  if (decided.offered) return { ...described, download_url: `${installation.publicUrl}/api/v1/artifacts/${artifact.id}/content` };
  const { reason } = decided;
  return { ...described, reason, next_step: artifactProblems[reason].detail[origin.locale] };
}
