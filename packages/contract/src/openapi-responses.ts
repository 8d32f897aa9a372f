import { platformProblems } from '@kabinet/problem/catalogue';
import type { ProblemCatalogue } from '@kabinet/problem';
import type { Contract, Operation } from './contract.ts';
import { ROWS_TYPE } from './rows.ts';

/** An operation with the contract that declares it. */
export interface Declared {
  readonly contract: Contract;
  readonly id: string;
  readonly operation: Operation;
}

/** JSON that is built once and only ever written out. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Problem details as the portal answers them (RFC 9457). */
export const problemSchema: JsonObject = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'request_id'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', description: 'Stable; for programs.' },
    request_id: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: {
          pointer: { type: 'string', description: 'A JSON Pointer (RFC 6901) into the body, or `?name` for a query parameter.' },
          code: { type: 'string' },
          detail: { type: 'string' },
        },
      },
    },
  },
};

/** Refusals that any operation may answer. */
const EVERYWHERE = ['rate_limited', 'internal_error', 'unavailable', 'deadline_exceeded'] as const;

export const sharedResponses: JsonObject = Object.fromEntries(
  EVERYWHERE.map((code) => [code, problemResponse(platformProblems[code].title.en, [code])]),
);

/** The answer of success: a media type per form, with the headers that such answers carry. */
export function okResponse(forms: readonly Declared[]): JsonObject {
  const content = forms.filter(({ operation }) => operation.ok.status !== 204).flatMap(({ operation }) => contentOf(operation));
  const [first] = forms;
  const headers = first ? okHeaders(first.operation) : {};
  return {
    description: first?.operation.summary ?? '',
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    ...(content.length > 0 ? { content: Object.fromEntries(content) } : {}),
  };
}

function contentOf({ ok, variant }: Operation): [string, JsonObject][] {
  const mediaType = ok.content_type ?? variant?.accept ?? (ok.stream ? STREAM_TYPES[ok.stream] : 'application/json');
  if (ok.stream === 'bytes') return [[mediaType, {}]];
  if (ok.body) return [[mediaType, { schema: JSON.parse(JSON.stringify(ok.body)) as JsonObject }]];
  // A body of bytes has no schema in OpenAPI 3.1.
  return ok.content_type === undefined && variant === undefined ? [] : [[mediaType, {}]];
}

const STREAM_TYPES = { bytes: 'application/octet-stream', rows: ROWS_TYPE } as const;

/** What an operation that streams bytes answers beside the whole: a part, nothing new, or where else they are. */
export function streamResponses(forms: readonly Declared[]): Record<string, JsonObject> {
  const streaming = forms.filter(({ operation }) => operation.ok.stream === 'bytes');
  if (streaming.length === 0) return {};
  const content = Object.fromEntries(streaming.flatMap(({ operation }) => contentOf(operation)));
  const headers = { 'Content-Range': { schema: { type: 'string' } }, ETag: { schema: { type: 'string' } } };
  return {
    206: { description: 'The part that `Range` asks for.', headers, content },
    302: {
      description: 'The bytes are handed out elsewhere for a short while.',
      headers: { Location: { schema: { type: 'string', format: 'uri' } } },
    },
    304: { description: 'The reader has these bytes already.' },
  };
}

const nextPage: JsonObject = { description: 'The next page (RFC 8288).', schema: { type: 'string' } };

function okHeaders({ method, ok, if_match, query }: Operation): Record<string, JsonObject> {
  const headers: Record<string, JsonObject> = {};
  if (ok.stream === 'bytes') headers['Accept-Ranges'] = { schema: { type: 'string' } };
  if (if_match || ok.stream === 'bytes') headers['ETag'] = { schema: { type: 'string' } };
  if (ok.status === 201) headers['Location'] = { schema: { type: 'string', format: 'uri-reference' } };
  if (method === 'GET' && query?.properties['cursor']) headers['Link'] = nextPage;
  return headers;
}

/** The refusals of an operation by status, each with its stable codes. */
export function problemResponses(forms: readonly Declared[]): Record<string, JsonObject> {
  const catalogue: ProblemCatalogue = Object.fromEntries(
    [...forms.map((form): ProblemCatalogue => form.contract.problems), platformProblems].flatMap((problems) => Object.entries(problems)),
  );
  const codes = new Set(forms.flatMap(({ operation }) => [...platformCodes(operation), ...operation.problems]));
  const byStatus = new Map<number, string[]>();
  for (const code of codes) {
    const type = catalogue[code];
    if (!type) continue;
    const shared = EVERYWHERE.filter((other) => platformProblems[other].status === type.status);
    if (!byStatus.has(type.status) && shared.length > 0) byStatus.set(type.status, shared);
    byStatus.set(type.status, [...(byStatus.get(type.status) ?? []), code]);
  }
  const responses: Record<string, JsonObject> = {};
  for (const [status, [first = '', ...rest]] of byStatus) {
    responses[status] = problemResponse(catalogue[first]?.title.en ?? '', [first, ...rest].toSorted());
  }
  for (const code of EVERYWHERE) responses[platformProblems[code].status] ??= { $ref: `#/components/responses/${code}` };
  return responses;
}

/** What the platform refuses on an operation's behalf, in the order in which it does. */
function platformCodes(operation: Operation): string[] {
  const { access, method, body, query, idempotency, if_match } = operation;
  const codes: string[] = [];
  if (access.kind !== 'public') codes.push('unauthorized');
  if (access.kind === 'permission' || access.kind === 'signed_in') codes.push('forbidden');
  if (access.kind !== 'permission' && operation.params) codes.push('not_found');
  codes.push('invalid_query');
  if (query?.properties['cursor']) codes.push('invalid_cursor');
  if (method !== 'GET') codes.push('malformed_body', 'unsupported_media_type', 'unsupported_encoding', 'body_too_large');
  if (body) codes.push('invalid_body');
  if (operation.ok.stream === 'bytes') codes.push('version_mismatch', 'range_not_satisfiable');
  if (method === 'POST' && takesKey(operation)) {
    codes.push('invalid_idempotency_key', 'idempotency_key_reused', 'idempotency_key_in_progress');
    if (idempotency === 'required') codes.push('idempotency_key_required');
  }
  if (if_match) codes.push('version_mismatch');
  if (if_match === 'required') codes.push('if_match_required');
  return codes;
}

/** Whether an Idempotency-Key means anything here: neither streams nor uploads are kept. */
export function takesKey({ idempotency, ok, upload }: Operation): boolean {
  return idempotency !== 'none' && !ok.stream && !upload;
}

function problemResponse(description: string, codes: readonly string[]): JsonObject {
  const schema = { $ref: '#/components/schemas/Problem', properties: { code: { enum: codes } } };
  return { description, content: { 'application/problem+json': { schema } } };
}
