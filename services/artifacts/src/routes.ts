import { implement } from '@kabinet/contract/implement';
import { artifactsContract } from '@kabinet/contracts/artifacts';
import { createTransfer, readTransfer } from './actions/create-transfer.ts';
import { deleteTransfer } from './actions/delete-transfer.ts';
import { receiveBucketEvents } from './actions/receive-bucket-events.ts';
import { receivePart } from './actions/receive-part.ts';
import { readUpload, readUploads } from './actions/read-upload.ts';
import { recheckUpload } from './actions/recheck-upload.ts';
import { requestScan } from './actions/request-scan.ts';
import type { ArtifactsContext } from './context.ts';

export const implementation = implement<ArtifactsContext>()(artifactsContract, {
  resources: {},
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
  },
});
