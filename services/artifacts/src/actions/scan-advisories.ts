import { ProblemError } from '@kabinet/problem';
import type { StoredEntry } from '@kabinet/store';
import { text } from 'node:stream/consumers';
import type { ArtifactsContext } from '../context.ts';
import { etagsBelow, recordAdvisoryFile } from '../queries/advisory-file.ts';
import { listSlugs } from '../queries/product.ts';

/** In bytes: what products take. */
const LARGEST = 4 * 1024 * 1024;
/** Not the document's fault: it is tried again with the next scan. */
const PASSING = ['unavailable', 'deadline_exceeded', 'internal_error', 'rate_limited'];

/** Hands every new or changed CSAF document of the bucket, or of the part of it that `prefix` names, to products. */
export async function scanAdvisories(context: ArtifactsContext, prefix = ''): Promise<void> {
  for (const slug of await listSlugs(context.system)) {
    const folder = `${slug}/advisories/`;
    if (!folder.startsWith(prefix)) continue;
    const known = await etagsBelow(context.system, folder);
    for await (const entry of context.state.bucket.entries({ prefix: folder })) {
      if (entry.key.endsWith('.json') && known.get(entry.key) !== entry.etag) await takeIn(context.renew(), entry);
    }
  }
}

async function takeIn(context: ArtifactsContext, { key, etag, size }: StoredEntry): Promise<void> {
  const outcome = size > LARGEST ? refused('advisory_file_too_large') : await handOver(context, key);
  if (!outcome) return;
  const { faults, ...rest } = outcome;
  const row = { id: context.newId(), key, etag, ...rest, faults: JSON.stringify(faults), read_at: context.now().toISOString() };
  await recordAdvisoryFile(context.system, row);
}

/** What products made of the document; undefined when they could not look at it now. */
async function handOver(context: ArtifactsContext, key: string) {
  const { body } = await context.state.bucket.get(key);
  try {
    const { id } = await context.peersAsService.products.takeInAdvisory({ body: { document: await text(body) } });
    return { state: 'taken' as const, advisory_id: id, code: null, faults: [] };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return PASSING.includes(error.code) ? undefined : refused(error.code, error.errors);
  }
}

function refused(code: string, faults: ProblemError['errors'] = []) {
  return { state: 'refused' as const, advisory_id: null, code, faults };
}
