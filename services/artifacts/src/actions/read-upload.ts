import type { Input } from '@kabinet/contract';
import { artifactsContract } from '@kabinet/contracts/artifacts';
import type { Upload, UploadDetails } from '@kabinet/contracts/artifacts/resources';
import { faultDetail, problem } from '@kabinet/problem';
import { platformFields } from '@kabinet/problem/catalogue';
import type { ArtifactsContext } from '../context.ts';
import { listUploads, selectUploads, type KeptUpload } from '../queries/list-uploads.ts';
import { listUploadedFiles } from '../queries/uploaded-file.ts';

type ListQuery = Input<(typeof artifactsContract)['operations']['listUploads']>['query'];

const fields = { ...platformFields, ...artifactsContract.fields };

/** A page of uploads with their faults in the reader's language. */
export async function readUploads(context: ArtifactsContext, query: ListQuery) {
  const page = await listUploads(context, query);
  return { ...page, items: page.items.map((upload) => explained(context, upload)) };
}

/** An upload with its files. Throws `upload_not_found`. */
export async function readUpload(context: ArtifactsContext, id: string): Promise<UploadDetails> {
  const upload = await context.db.first(selectUploads().where('t.id', '=', id));
  if (!upload) throw problem('upload_not_found');
  const files = await listUploadedFiles(context.db, id);
  return {
    ...explained(context, upload),
    files: files.map(({ file, kind, size, actual_sha256: sha256, state }) => ({ file, kind, size, sha256, state })),
  };
}

function explained({ origin }: ArtifactsContext, upload: KeptUpload): Upload {
  return { ...upload, faults: upload.faults.map((fault) => ({ ...fault, detail: faultDetail(fault, fields, origin.locale) })) };
}
