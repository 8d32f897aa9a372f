import type { Contract, Reply } from '@kabinet/contract';
import type { Call, Transport } from '@kabinet/contract/client';
import type { Event } from '@kabinet/contract/events';
import type { MachinePrincipal, UserPrincipal } from '@kabinet/contract/principal';
import { authContract } from '@kabinet/contracts/auth';
import { createLocalTransport } from '@kabinet/events';
import type { Locale } from '@kabinet/problem';
import { problem } from '@kabinet/problem';
import { createLogger, type Installation } from '@kabinet/service';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { Registry } from 'prom-client';
import { startGateway, type Gateway, type GatewayOptions } from '../src/service.ts';
import { notesAccess, notesContract } from './notes-contract.ts';

export const PUBLIC_URL = 'https://portal.example';
export const installation: Installation = {
  publicUrl: PUBLIC_URL,
  secret: 'secret',
  timeZone: 'Europe/Moscow',
  vendor: { ru: 'ООО «Рога и копыта»', en: 'Horns and Hooves LLC' },
  dataDirectory: '.',
  version: '0.0.0',
};
const user_id = '018f0000-0000-7000-8000-000000000001';
const session_id = '018f0000-0000-7000-8000-000000000002';

/** A gateway on a free port before services that answer what a test tells them to. */
export interface Edge {
  readonly gateway: Gateway;
  /** The calls that reached a service other than auth, in order. */
  readonly calls: Call[];
  /** How often auth was asked what. */
  readonly asked: Record<string, number>;
  readonly log: string[];
  readonly metrics: Registry;
  readonly auth: FakeAuth;
  answer: (call: Call) => Promise<Reply> | Reply;
  get(path: string, init?: RequestInit): Promise<Response>;
  publish(event: Pick<Event, 'source' | 'type' | 'subject' | 'data'>): Promise<void>;
  /** An access token of the edge's user, with other claims or header where a test wants them. */
  token(options?: TokenOptions): Promise<string>;
}

export interface FakeAuth {
  readonly userId: string;
  readonly sessionId: string;
  user: UserPrincipal | null;
  locale: Locale;
  /** Whether it answers nobody. */
  down: boolean;
  readonly machines: Map<string, MachinePrincipal>;
  readonly keys: Map<string, { privateKey: CryptoKey; publicKey: CryptoKey }>;
}

export interface TokenOptions {
  readonly claims?: JWTPayload;
  readonly kid?: string;
  readonly typ?: string;
  readonly expires?: string | number;
}

/** `more` are contracts and services beside the notes. */
export async function startEdge(
  options: Partial<GatewayOptions> = {},
  more: Pick<GatewayOptions, 'contracts' | 'transports'> = { contracts: [], transports: {} },
): Promise<Edge> {
  const auth = await fakeAuth();
  const calls: Call[] = [];
  const asked: Record<string, number> = {};
  const log: string[] = [];
  const metrics = new Registry();
  const events = createLocalTransport();
  const answers: { answer: Edge['answer'] } = { answer: () => ({ body: { id: user_id, title: 'A note' } }) };
  const gateway = await startGateway({
    contracts: [notesContract, authContract, ...more.contracts] as readonly Contract[],
    transports: {
      auth: authTransport(auth, asked, calls),
      notes: async (call) => {
        calls.push(call);
        return answers.answer(call);
      },
      ...more.transports,
    },
    events,
    access: notesAccess,
    installation,
    host: '127.0.0.1',
    port: 0,
    trustedProxies: '',
    rateLimits: 'off',
    log: createLogger('info', logInto(log)),
    metrics,
    health: { live: () => true, ready: async () => ({ ready: true, waiting: [] }) },
    ...options,
  });
  return Object.assign(answers, {
    gateway,
    calls,
    asked,
    log,
    metrics,
    auth,
    get: (path: string, init: RequestInit = {}) => fetch(`${gateway.url}${path}`, init),
    publish: async (event: Pick<Event, 'source' | 'type' | 'subject' | 'data'>) => void (await events.publish([envelope(event)])),
    token: (tokenOptions?: TokenOptions) => signToken(auth, tokenOptions),
  });
}

async function fakeAuth(): Promise<FakeAuth> {
  const user: UserPrincipal = {
    kind: 'user',
    id: user_id,
    session_id,
    memberships: [{ organization_id: user_id, root_id: user_id, role: 'owner', disabled: [] }],
    staff_roles: [],
  };
  const keys = new Map([['first', await generateKeyPair('EdDSA', { extractable: true })]]);
  return { userId: user_id, sessionId: session_id, user, locale: 'ru', down: false, machines: new Map(), keys };
}

function authTransport(auth: FakeAuth, asked: Record<string, number>, calls: Call[]): Transport {
  return async (call) => {
    asked[call.operation] = (asked[call.operation] ?? 0) + 1;
    if (auth.down) throw problem('unavailable');
    switch (call.operation) {
      case 'getJwks':
        return { body: { keys: await Promise.all([...auth.keys].map(publicJwk)) } };
      case 'resolveSession':
        return { body: { principal: auth.user, locale: auth.locale } };
      case 'resolveToken':
        return { body: { principal: auth.machines.get((call.body as { token: string }).token) ?? null } };
      case 'refreshJwt':
        calls.push(call);
        return { body: { access_token: 'a' }, headers: { 'set-cookie': 'kabinet_refresh=next; HttpOnly' } };
      default:
        throw problem('not_found');
    }
  };
}

async function publicJwk([kid, { publicKey }]: [string, { publicKey: CryptoKey }]) {
  return { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'EdDSA' };
}

async function signToken(auth: FakeAuth, { claims, kid = 'first', typ = 'at+jwt', expires = '10m' }: TokenOptions = {}): Promise<string> {
  const key = auth.keys.get(kid)?.privateKey;
  if (!key) throw new Error(`no key ${kid}`);
  return new SignJWT({ iss: PUBLIC_URL, aud: 'kabinet-api', sub: auth.userId, sid: auth.sessionId, jti: randomUUID(), ...claims })
    .setProtectedHeader({ alg: 'EdDSA', typ, kid })
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(key);
}

function envelope(event: Pick<Event, 'source' | 'type' | 'subject' | 'data'>): Event {
  const actor = { principal: 'service:auth', request_id: 'r', ip: null };
  return {
    specversion: '1.0',
    id: randomUUID(),
    version: 1,
    time: new Date().toISOString(),
    organizationid: null,
    rootid: null,
    actor,
    ...event,
  };
}

function logInto(lines: string[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(...chunk.toString().trimEnd().split('\n'));
      done();
    },
  });
}

/** Polls until `check` holds; fails loudly when it does not within 5 s. */
export async function eventually(check: () => boolean | Promise<boolean>): Promise<void> {
  const until = performance.now() + 5_000;
  while (!(await check())) {
    if (performance.now() > until) throw new Error(`never came true: ${check.toString()}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export function bearer(token: string, headers: Record<string, string> = {}): RequestInit {
  return { headers: { authorization: `Bearer ${token}`, ...headers } };
}

export function sendJson(method: string, token: string | undefined, body: unknown, headers: Record<string, string> = {}): RequestInit {
  return {
    method,
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}
