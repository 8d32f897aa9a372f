import type { Transport } from '@kabinet/contract/client';
import type { Content, Elsewhere } from '@kabinet/contract/content';
import { implement } from '@kabinet/contract/implement';
import { createLocalTransport } from '@kabinet/events';
import { problem } from '@kabinet/problem';
import { connectService, createAssertionSigner, createAssertionVerifier, createCallHandler, listenForCalls } from '@kabinet/remote';
import {
  createLogger,
  defineService,
  openService,
  systemClock,
  type Peers,
  type ServiceContext,
  type ServiceState,
} from '@kabinet/service';
import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { Registry } from 'prom-client';
import Type from 'typebox';
import { installation } from '../edge.ts';
import { notesAccess } from '../notes-contract.ts';
import { filesContract } from './contract.ts';

/** What the files are, and what happened to the last upload. */
export interface FilesState extends ServiceState {
  readonly files: Map<string, Content | Elsewhere>;
  uploads: number;
  failedUpload: unknown;
}

/** The service behind a gateway: in its process or over HTTP. */
export interface FilesService {
  readonly transport: Transport;
  readonly state: FilesState;
  /** Resolves when no call and no stream is under way. */
  close(): Promise<void>;
}

type FilesContext = ServiceContext<Peers, FilesState>;

const implementation = implement<FilesContext>()(filesContract, {
  resources: { file: async (context, id) => context.state.files.has(id) },
  handlers: {
    getFile: async ({ state }, { params }) => {
      const body = state.files.get(params.id);
      if (!body) throw problem('file_not_found');
      return { body, headers: { 'content-disposition': `attachment; filename="${params.id}"` } };
    },
    putFile: async ({ state }, { upload, headers }) => {
      state.uploads += 1;
      const hash = createHash('sha256');
      let size = 0;
      try {
        for await (const chunk of upload.body as AsyncIterable<Buffer>) {
          hash.update(chunk);
          size += chunk.length;
        }
      } catch (error) {
        state.failedUpload = error;
        throw error;
      }
      return { body: { size, sha256: hash.digest('hex'), range: headers['content-range'] ?? '' } };
    },
    listRows: async (_context, { query }) => ({ body: rows(query.count) }),
  },
});

async function* rows(count: number): AsyncGenerator<{ n: number; text: string }> {
  for (let n = 0; n < count; n += 1) yield { n, text: `строка ${n}` };
}

/** Opens it; its database is never asked. */
export async function startFiles(where: 'in one process' | 'over HTTP'): Promise<FilesService> {
  const state: FilesState = { files: new Map(), uploads: 0, failedUpload: undefined };
  const nowhere = 'postgres://nobody@127.0.0.1:1/none';
  const service = await openService(manifest(state), {
    database: { tenantUrl: nowhere, systemUrl: nowhere, connections: { tenant: 1, system: 1 } },
    transports: {},
    events: createLocalTransport(),
    access: notesAccess,
    installation,
    variables: {},
    log: createLogger('silent'),
    clock: systemClock,
    metrics: new Registry(),
    checkReplies: true,
  });
  const stop = (): Promise<void> => service.stop();
  if (where === 'in one process') return { transport: service.dispatch, state, close: stop };
  const services = new Map([['files', { contract: filesContract, dispatch: service.dispatch }]]);
  const log = createLogger('silent');
  const verifier = createAssertionVerifier(installation.secret);
  const calls = createCallHandler({ services, verifier, log, draining: () => false });
  const listener = await listenForCalls({ host: '127.0.0.1', port: 0, calls, ready: async () => true });
  const signer = createAssertionSigner(installation.secret, 'gateway');
  const remote = connectService({ service: 'files', operations: filesContract.operations, urls: [listener.url], signer, log });
  return {
    transport: remote.transport,
    state,
    close: async () => {
      await remote.close();
      await listener.close(0);
      await stop();
    },
  };
}

function manifest(state: FilesState) {
  return defineService({
    name: 'files',
    contract: filesContract,
    peers: {},
    implementation,
    migrations: pathToFileURL('/nowhere/'),
    config: Type.Object({}),
    open: async () => state,
  });
}
