import type { Input } from '@kabinet/contract';
import { everywhere } from '@kabinet/contract/access';
import type { artifactsContract } from '@kabinet/contracts/artifacts';
import type { Upload, UploadFault } from '@kabinet/contracts/artifacts/resources';
import { listPage } from '@kabinet/service';
import { sql } from 'kysely';
import type { ArtifactsContext } from '../context.ts';
import { query } from '../tables.ts';

type ListQuery = Input<(typeof artifactsContract)['operations']['listUploads']>['query'];

/** An upload as it is kept: its faults are put into words for the reader. */
export type KeptUpload = Omit<Upload, 'faults'> & { faults: UploadFault[] };

export function selectUploads() {
  return query
    .selectFrom('upload as t')
    .leftJoin('product as p', 'p.id', 't.product_id')
    .select(['t.id', 't.folder', 't.version', 't.state', 't.faults', 't.found_at', 't.updated_at'])
    .select(
      sql<Upload['product']>`case when p.id is not null then jsonb_build_object('id', p.id, 'slug', p.slug, 'name', p.name) end`.as(
        'product',
      ),
    )
    .select(sql<number>`(select coalesce(sum(f.size), 0)::bigint from uploaded_file f where f.upload_id = t.id)`.as('size'))
    .select(
      sql<number>`(select coalesce(sum(f.size), 0)::bigint from uploaded_file f where f.upload_id = t.id and f.state = 'checked')`.as(
        'checked',
      ),
    );
}

/** Uploads, the latest change first unless asked otherwise. `q` looks in the folder's name. */
export async function listUploads(context: ArtifactsContext, input: ListQuery) {
  const source = selectUploads()
    .$if(input.q !== undefined, (select) => select.where('t.folder', 'ilike', `%${escapeLike(input.q ?? '')}%`))
    .$if(input.state !== undefined, (select) => select.where('t.state', 'in', input.state ?? []))
    .$if(input.product_id !== undefined, (select) => select.where('t.product_id', '=', input.product_id ?? null));
  const sorts = {
    updated_at: { expression: sql`t.updated_at`, type: 'timestamptz' },
    found_at: { expression: sql`t.found_at`, type: 'timestamptz' },
  } as const;
  return listPage<KeptUpload>(context, query, source, input, { list: 'listUploads', scope: everywhere, sorts, defaultSort: '-updated_at' });
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}
