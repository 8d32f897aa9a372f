import { attachment } from '@kabinet/contract/attachment';
import { implement } from '@kabinet/contract/implement';
import { artifactsContract } from '@kabinet/contracts/artifacts';
import { createBundle, readBundle } from './actions/create-bundle.ts';
import { createTransfer, readTransfer } from './actions/create-transfer.ts';
import { offersFor } from './actions/decide-offers.ts';
import { deleteTransfer } from './actions/delete-transfer.ts';
import { receiveBucketEvents } from './actions/receive-bucket-events.ts';
import { downloadArtifact } from './actions/download-artifact.ts';
import { downloadBundle } from './actions/download-bundle.ts';
import { readArtifacts, readLicenseImages } from './actions/read-offers.ts';
import { addReleaseKey, readReleaseKey, retireReleaseKey } from './actions/manage-release-keys.ts';
import { receivePart } from './actions/receive-part.ts';
import { readStatistics } from './actions/read-statistics.ts';
import { readAdvisoryFiles } from './actions/read-advisory-files.ts';
import { readUpload, readUploads } from './actions/read-upload.ts';
import { recheckUpload } from './actions/recheck-upload.ts';
import { requestScan } from './actions/request-scan.ts';
import type { ArtifactsContext } from './context.ts';
import { listDownloads } from './queries/download.ts';
import { listKeys } from './queries/release-key.ts';

export const implementation = implement<ArtifactsContext>()(artifactsContract, {
  resources: {
    license: async (context, id) => (await offersFor(context, { license_id: id })).products?.length !== 0,
  },
  handlers: {
    listUploads: async (context, { query }) => ({ body: await readUploads(context, query) }),
    getUpload: async (context, { params }) => ({ body: await readUpload(context, params.id) }),
    checkUpload: async (context, { params }) => {
      await recheckUpload(context, params.id);
      return { body: await readUpload(context, params.id) };
    },
    scanUploads: async (context) => {
      await requestScan(context);
      return { body: undefined };
    },
    receiveBucketEvents: async (context, { body }) => {
      await receiveBucketEvents(context, body);
      return { body: undefined };
    },
    listAdvisoryFiles: async (context, { query }) => ({ body: await readAdvisoryFiles(context, query) }),
    createFileTransfer: async (context, { body }) => {
      const transfer = await createTransfer(context, body);
      return { body: transfer, location: `/api/v1/file-transfers/${transfer.id}` };
    },
    getFileTransfer: async (context, { params }) => ({ body: await readTransfer(context, params.id) }),
    putFilePart: async (context, { params, upload }) => {
      await receivePart(context, params.id, Number(params.number), upload);
      return { body: undefined };
    },
    deleteFileTransfer: async (context, { params }) => {
      await deleteTransfer(context, params.id);
      return { body: undefined };
    },
    listReleaseKeys: async (context) => ({
      body: { keys: await listKeys(context.system) },
      headers: { 'cache-control': 'public, max-age=300' },
    }),
    getReleaseKeyFile: async (context, { params }) => ({
      body: (await readReleaseKey(context, params.id)).public_key,
      headers: { 'content-disposition': attachment(`release-key-${params.id}.pem`) },
    }),
    addReleaseKey: async (context, { body }) => ({ body: await addReleaseKey(context, body), location: '/.well-known/release-keys.json' }),
    retireReleaseKey: async (context, { params }) => ({ body: await retireReleaseKey(context, params.id) }),
    listLicenseImages: async (context, { params, query }) => ({ body: await readLicenseImages(context, params.id, query) }),
    listArtifacts: async (context, { query }) => ({ body: await readArtifacts(context, query) }),
    downloadArtifact: (context, { params }) => downloadArtifact(context, params.id),
    listDownloads: async (context, { query }) => ({ body: await listDownloads(context, query) }),
    getDownloadStatistics: async (context, { query }) => ({ body: await readStatistics(context, query) }),
    createBundle: async (context, { body }) => {
      const bundle = await createBundle(context, body.artifact_ids);
      return { body: bundle, location: `/api/v1/bundles/${bundle.id}` };
    },
    getBundle: async (context, { params }) => ({ body: await readBundle(context, params.id) }),
    downloadBundle: (context, { params }) => downloadBundle(context, params.id),
  },
});
