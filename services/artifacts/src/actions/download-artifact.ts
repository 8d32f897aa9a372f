import type { Reply } from '@kabinet/contract';
import { attachment } from '@kabinet/contract/attachment';
import type { Content, Elsewhere } from '@kabinet/contract/content';
import { problem } from '@kabinet/problem';
import type { ArtifactsContext } from '../context.ts';
import type { Entitlement } from '../domain/entitlement.ts';
import { findArtifacts, type OfferedArtifact } from '../queries/offered-artifact.ts';
import { offersFor, type Offers } from './decide-offers.ts';
import { recorded, recordHandover, type Taken } from './record-download.ts';

/**
 * The bytes of a file, for whom they are offered now. Throws `artifact_not_found`, also for what is not out yet, or the reason
 * why they are withheld.
 */
export async function downloadArtifact(context: ArtifactsContext, id: string): Promise<Reply<Content | Elsewhere>> {
  const [artifact] = await findArtifacts(context.db, [id], context.installation.timeZone);
  if (!artifact) throw problem('artifact_not_found');
  const offers = await offersFor(context, { product_ids: [artifact.product_id] });
  const by = requireOffer(offers, artifact);
  const headers = {
    'content-disposition': attachment(artifact.file),
    // RFC 9530: of the whole file, also where a part of it is answered.
    'repr-digest': `sha-256=:${Buffer.from(artifact.sha256, 'hex').toString('base64')}:`,
    'cache-control': 'private, no-cache, no-transform',
  };
  const { file, version, size } = artifact;
  const taken: Taken = { artifact_id: id, bundle_id: null, file, version, size, by, files: [{ ...artifact, by }] };
  if (context.state.delivery === 'redirect') return { body: handedOver(context, taken, artifact), headers };
  return { body: recorded(context, taken, contentOf(context, artifact)), headers };
}

/** By what a file is offered. Throws the reason why it is withheld; what is not out yet is there for the vendor's people alone. */
export function requireOffer(offers: Offers, artifact: OfferedArtifact): Entitlement {
  const decided = offers.on(artifact);
  if (decided.offered) return decided;
  throw problem(decided.reason === 'not_published' && offers.products ? 'artifact_not_found' : decided.reason);
}

function handedOver(context: ArtifactsContext, taken: Taken, { object_key, file, size }: OfferedArtifact): Elsewhere {
  const { kept, urlSeconds: seconds } = context.state;
  return {
    size,
    async redirect() {
      const options = { seconds, contentType: 'application/octet-stream', disposition: attachment(file) };
      const url = await kept.signedUrl(object_key, options);
      if (url === undefined) throw new Error('the store has no URLs to send anybody to');
      await recordHandover(context, taken);
      return url;
    },
  };
}

function contentOf({ state }: ArtifactsContext, { object_key, size, sha256 }: OfferedArtifact): Content {
  return {
    size,
    etag: `"${sha256}"`,
    async open(part, signal) {
      const range = part ? { range: part } : {};
      return (await state.kept.read(object_key, { ...range, signal })).chunks;
    },
  };
}
