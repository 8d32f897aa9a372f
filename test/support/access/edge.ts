import { pathOf, type Operation } from '@kabinet/contract';
import type { Principal } from '@kabinet/contract/principal';
import { authContract } from '@kabinet/contracts/auth';
import { staff } from 'kabinet-program/testing';
import type { TestedPortal } from '../portal/tested-portal.ts';
import { beginningOf, isLasting, SENT_BYTES, UNKNOWN_OPERATION, type Answer, type Ask, type Sent } from './answers.ts';
import { personOf, type Caller } from './callers.ts';
import { emailOf, PASSWORD } from './people-things.ts';
import type { World } from './world.ts';

/** The portal behind its real gateway, and people and machines who proved who they are. */
export interface Edge {
  readonly ask: Ask;
  readonly callers: readonly Caller[];
}

const PEOPLE = [
  'nobody',
  'owner@daughter',
  'viewer@granddaughter',
  'owner@holding',
  'owner@sister',
  'owner@stranger',
  'auditor',
  'administrator',
];

export async function openEdge(portal: TestedPortal, world: World): Promise<Edge> {
  const secrets = new Map<Principal, string>();
  const callers: Caller[] = [{ name: 'anonymous', principal: { kind: 'anonymous' } }];
  for (const name of PEOPLE) {
    const principal = personOf(world, name);
    secrets.set(principal, await logIn(portal.url, name));
    callers.push({ name, principal });
  }
  for (const machine of await machinesOf(portal, world)) {
    secrets.set(machine.principal, machine.secret);
    callers.push(machine);
  }
  return { callers, ask: throughGateway(portal.url, secrets) };
}

async function logIn(url: string, name: string): Promise<string> {
  const body = JSON.stringify({ email: emailOf(name), password: PASSWORD });
  const response = await fetch(`${url}/api/v1/jwt`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const { access_token } = (await response.json()) as { access_token?: string };
  if (access_token === undefined) throw new Error(`${name} cannot log in: ${response.status}`);
  return access_token;
}

/** A token of an organization that reads licences, and the ERP's. */
async function machinesOf(portal: TestedPortal, { organizations: { daughter } }: World): Promise<(Caller & { secret: string })[]> {
  const erp = await portal.client(authContract, staff('administrator')).createToken({ body: { name: 'ERP', scopes: ['purchases:write'] } });
  const { id: organization_id, root_id, secret, things } = daughter;
  const reader = {
    kind: 'machine',
    id: things.token[0] ?? '',
    scopes: ['licenses:read'],
    organization: { organization_id, root_id },
  } as const;
  return [
    { name: 'token of daughter', secret, principal: reader },
    {
      name: 'token of the ERP',
      secret: erp.token,
      principal: { kind: 'machine', id: erp.id, scopes: ['purchases:write'], organization: null },
    },
  ];
}

function throughGateway(url: string, secrets: ReadonlyMap<Principal, string>): Ask {
  return async function ask({ name, operation }, principal, sent) {
    const secret = secrets.get(principal);
    const path = name === UNKNOWN_OPERATION ? '/api/v1/internal/nothing-here' : pathOf(operation);
    const response = await fetch(`${url}${addressed(path, sent)}`, {
      method: operation.method,
      headers: { ...headersOf(operation, sent), ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }) },
      ...bodyOf(operation, sent),
    });
    return answerOf(response, await textOf(response));
  };
}

function addressed(path: string, { params = {}, query = {} }: Sent): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)])).toString();
  return search === '' ? filled : `${filled}?${search}`;
}

function bodyOf(operation: Operation, sent: Sent): { body?: string | Buffer<ArrayBuffer> } {
  if (operation.upload) return { body: SENT_BYTES };
  return operation.body ? { body: JSON.stringify(sent.body) } : {};
}

function headersOf(operation: Operation, { idempotencyKey, ifMatch }: Sent): Record<string, string> {
  return {
    accept: operation.variant?.accept ?? 'application/json',
    'accept-language': 'en',
    ...(operation.body ? { 'content-type': 'application/json' } : {}),
    ...(operation.upload ? { 'content-type': operation.upload.media_types[0] ?? '' } : {}),
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
  };
}

async function textOf(response: Response): Promise<string> {
  if (!response.body || !isLasting(response.headers.get('content-type'))) return response.text();
  return (await beginningOf(response.body)).toString();
}

/** All that the client could read, but for what differs from one request to the next: its id and the time. */
function answerOf(response: Response, text: string): Answer {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  const body = isProblem ? (JSON.parse(text) as { code: string; request_id: string }) : undefined;
  const requestId = body?.request_id ?? response.headers.get('x-request-id') ?? '-';
  const headers = [...response.headers].filter(([name]) => name !== 'date').map((header) => header.join(': '));
  const read = `${response.status}\n${headers.join('\n')}\n${text}`.replaceAll(requestId, '…');
  const code = body?.code ?? /<code>(\w+)<\/code>/.exec(response.ok ? '' : text)?.[1];
  return { code: code ?? (response.ok ? 'ok' : String(response.status)), text: read, body };
}
