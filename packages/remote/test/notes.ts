import { defineContract, operation, type Reply } from '@kabinet/contract';
import type { Call, CallOrigin } from '@kabinet/contract/client';
import type { UserPrincipal } from '@kabinet/contract/principal';
import { pino } from 'pino';
import Type from 'typebox';
import {
  connectService,
  createAssertionSigner,
  createAssertionVerifier,
  createCallHandler,
  listenForCalls,
  type Listener,
  type RemoteOptions,
  type RemoteService,
} from '../src/remote.ts';

export const SECRET = 'a secret of the tests, long enough to be one';
const log = pino({ level: 'silent' });

const Note = Type.Object({ title: Type.String() });
const access = { kind: 'services' } as const;

export const notesContract = defineContract('notes', {
  operations: {
    getNote: operation({
      summary: 'Read',
      method: 'GET',
      path: '/notes',
      access,
      ok: { status: 200, body: Note },
      problems: ['note_not_found'],
    }),
    addNote: operation({
      summary: 'Add',
      method: 'POST',
      path: '/notes',
      access,
      body: Note,
      ok: { status: 201, body: Note },
      problems: [],
    }),
    signNote: operation({
      summary: 'Sign, and answer a secret that is kept nowhere',
      method: 'POST',
      path: '/sign',
      access,
      body: Note,
      ok: { status: 201, body: Note },
      problems: [],
      idempotency: 'none',
    }),
    findNote: operation({
      summary: 'Find',
      method: 'POST',
      path: '/find',
      access,
      body: Note,
      ok: { status: 200, body: Note },
      problems: [],
      repeatable: true,
    }),
  },
  problems: { note_not_found: { status: 404, title: { ru: 'Нет заметки', en: 'No such note' } } },
});

export type Answer = (call: Call) => Promise<Reply> | Reply;

/** A process of the service: its answers, and what it was asked. */
export interface NotesProcess {
  readonly url: string;
  readonly calls: Call[];
  draining: boolean;
  close(patienceMs?: number): Promise<void>;
}

export async function startNotes(answer: Answer, port = 0, host = '127.0.0.1'): Promise<NotesProcess> {
  const calls: Call[] = [];
  const state = { draining: false };
  const handler = createCallHandler({
    services: new Map([
      [
        'notes',
        {
          contract: notesContract,
          async dispatch(call) {
            calls.push(call);
            return answer(call);
          },
        },
      ],
    ]),
    verifier: createAssertionVerifier(SECRET),
    log,
    draining: () => state.draining,
  });
  const listener: Listener = await listenForCalls({ host, port, calls: handler, ready: async () => true });
  return Object.assign(state, {
    url: listener.url,
    calls,
    close: (patienceMs = 0) => {
      state.draining = true;
      return listener.close(patienceMs);
    },
  });
}

export function connectNotes(...urls: string[]): RemoteService {
  return connectNotesAt({ urls });
}

export function connectNotesAt(where: Pick<RemoteOptions, 'urls' | 'resolve'>): RemoteService {
  const signer = createAssertionSigner(SECRET, 'tests');
  return connectService({ service: 'notes', operations: notesContract.operations, signer, log, ...where });
}

export const ada: UserPrincipal = { kind: 'user', id: 'ada', session_id: 's1', memberships: [], staff_roles: ['auditor'] };

export function callOf(operation: string, parts: Partial<Call> = {}): Call {
  const origin: CallOrigin = {
    principal: ada,
    locale: 'ru',
    requestId: 'r-1',
    deadline: Date.now() + 5_000,
    ip: '192.0.2.1',
    userAgent: 'tests',
  };
  return { ...origin, service: 'notes', operation, ...parts };
}
