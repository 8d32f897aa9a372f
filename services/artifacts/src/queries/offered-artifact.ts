import type { Input } from '@kabinet/contract';
import { everywhere } from '@kabinet/contract/access';
import type { artifactsContract } from '@kabinet/contracts/artifacts';
import type { ListedArtifact } from '@kabinet/contracts/artifacts/downloads';
import type { Queryable } from '@kabinet/database';
import { listPage } from '@kabinet/service';
import { sql } from 'kysely';
import type { ArtifactsContext } from '../context.ts';
import type { Candidate } from '../domain/entitlement.ts';
import { query } from '../tables.ts';

/** A file with everything that decides on it, and where its bytes are. */
export type OfferedArtifact = Omit<ListedArtifact, 'release' | 'product' | 'download_url' | 'reason' | 'next_step'> & {
  readonly product_id: string;
  readonly product: ListedArtifact['product'] & Candidate['product'];
  readonly release: ListedArtifact['release'] & Candidate['release'];
  readonly crc32: number;
  readonly object_key: string;
};

/** Dates of releases are calendar dates in the vendor's time zone where they are compared with terms. */
function selectArtifacts(timeZone: string) {
  return query
    .selectFrom('artifact as t')
    .innerJoin('release as r', (join) => join.onRef('r.id', '=', 't.release_id').onRef('r.found_version', '=', 't.found_version'))
    .innerJoin('product as p', 'p.id', 't.product_id')
    .leftJoin('release_key as k', 'k.id', 't.signed_by')
    .select(['t.id', 't.release_id', 't.file', 't.kind', 't.platform', 't.size', 't.sha256', 't.version', 't.title'])
    .select(['t.product_id', 't.crc32', 't.object_key'])
    .select([
      sql<OfferedArtifact['product']>`json_build_object('id', p.id, 'slug', p.slug, 'name', p.name, 'update_policy', p.update_policy,
        'security_policy', p.security_policy)`.as('product'),
      sql<OfferedArtifact['signed_by']>`case when k.id is not null then json_build_object('id', k.id, 'name', k.name) end`.as('signed_by'),
      sql<OfferedArtifact['release']>`json_build_object('kind', r.kind, 'channel', r.channel, 'status', r.status,
        'released_at', to_char(r.released_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'released_on', (r.released_at at time zone ${timeZone})::date)`.as('release'),
    ]);
}

/** Those of the files that exist, out or not, in no particular order. */
export async function findArtifacts(db: Queryable, ids: readonly string[], timeZone: string): Promise<OfferedArtifact[]> {
  return db.rows(selectArtifacts(timeZone).where('t.id', 'in', ids));
}

type ListQuery = Omit<Input<(typeof artifactsContract)['operations']['listArtifacts']>['query'], 'cabinet_id' | 'descendants'>;

/**
 * A page of what is out or was called back, of these products or of all, the newest release first. `list` names the list in its cursors.
 * `q` looks in the files' names.
 */
export async function listArtifacts(context: ArtifactsContext, list: string, input: ListQuery, products: readonly string[] | undefined) {
  const source = selectArtifacts(context.installation.timeZone)
    .where('r.status', '<>', 'scheduled')
    .where('t.released_at', 'is not', null)
    .$if(input.release_id !== undefined, (select) => select.where('t.release_id', 'in', input.release_id ?? []))
    .$if(input.version !== undefined, (select) => select.where('t.version', '=', input.version ?? ''))
    .$if(input.kind !== undefined, (select) => select.where('t.kind', 'in', input.kind ?? []))
    .$if(input.platform !== undefined, (select) => select.where('t.platform', 'in', input.platform ?? []))
    .$if(input.release_kind !== undefined, (select) => select.where('r.kind', 'in', input.release_kind ?? []))
    .$if(input.channel !== undefined, (select) => select.where('r.channel', 'in', input.channel ?? []))
    .$if(input.q !== undefined, (select) => select.where('t.file', 'ilike', `%${escapeLike(input.q ?? '')}%`));
  const ids = input.product_id && products ? input.product_id.filter((id) => products.includes(id)) : (input.product_id ?? products);
  // Each has its own index: see migration 0009.
  const expression = ids ? sql`t.released_at` : sql`coalesce(t.released_at, '-infinity')`;
  const sorts = { released_at: { expression, type: 'timestamptz' } } as const;
  const ranges = ids && { column: 't.product_id', ids };
  return listPage<OfferedArtifact>(context, query, source, input, { list, scope: everywhere, ranges, sorts, defaultSort: '-released_at' });
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}
