import type { UploadFault } from '@kabinet/contracts/artifacts/resources';
import { buffer } from 'node:stream/consumers';
import type { ArtifactsContext } from '../context.ts';
import { fileFault } from '../domain/manifest.ts';
import { SIGNATURE_FILE, signerOf, SUMS_FILE, sumsFaults } from '../domain/signature.ts';
import { listKeys } from '../queries/release-key.ts';
import type { UploadedFile } from '../queries/uploaded-file.ts';

/** In bytes: room for the digests of 500 files with long names. */
const LARGEST = 1024 * 1024;

export interface CheckedSignature {
  /** Null for a release that is not signed, or by whose keys nobody told the portal. */
  readonly signedBy: string | null;
  readonly faults: UploadFault[];
}

/** Compares the signature of a checked upload with the keys that sign at present, and the list that it is of with the files. */
export async function checkSignature(context: ArtifactsContext, files: readonly UploadedFile[]): Promise<CheckedSignature> {
  const [list, signature] = [SUMS_FILE, SIGNATURE_FILE].map((name) => files.find(({ file }) => file === name));
  const keys = (await listKeys(context.system)).filter(({ retired_at }) => retired_at === null);
  if (!list || !signature || keys.length === 0) return { signedBy: null, faults: [] };
  const [sums, signed] = await Promise.all([contentsOf(context, list), contentsOf(context, signature)]);
  const signer = sums && signed && signerOf(sums, signed, keys);
  if (!signer) return { signedBy: null, faults: [fileFault(SIGNATURE_FILE, 'unknown_signature')] };
  return { signedBy: signer.id, faults: sumsFaults(sums.toString(), files) };
}

/** Undefined for a file that is too large, or empty: neither is a list or a signature. */
async function contentsOf({ state }: ArtifactsContext, { object_key, size }: UploadedFile): Promise<Buffer | undefined> {
  if (object_key === null || size === 0 || size > LARGEST) return undefined;
  return buffer((await state.kept.get(object_key)).body);
}
