import type { TObject } from 'typebox';
import { isInternal, pathOf, type Contract, type Operation } from './contract.ts';
import {
  type Declared,
  type JsonObject,
  okResponse,
  problemResponses,
  problemSchema,
  sharedResponses,
  streamResponses,
  takesKey,
} from './openapi-responses.ts';

/** A document of OpenAPI 3.1. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: JsonObject;
  readonly servers: readonly JsonObject[];
  readonly tags: readonly JsonObject[];
  readonly paths: Readonly<Record<string, JsonObject>>;
  readonly components: JsonObject;
}

export interface OpenApiInfo {
  readonly title: string;
  readonly version: string;
  /** Where the portal is served; `/` means where the document itself is. */
  readonly publicUrl: string;
}

const METHODS: readonly Operation['method'][] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Describes the public operations of `contracts` as OpenAPI 3.1; those for services only are left out. Operations that
 * share a method and path become one, with a response per media type. The same contracts give the same text.
 */
export function toOpenApi(contracts: readonly Contract[], info: OpenApiInfo): OpenApiDocument {
  const sorted = contracts.toSorted((a, b) => compare(a.service, b.service));
  const groups = groupByPath(sorted);
  const paths = [...groups].toSorted(([a], [b]) => compare(a, b)).map(([path, declared]) => [path, pathItem(declared)] as const);
  const described = new Set([...groups.values()].flat().map(({ contract }) => contract.service));
  return {
    openapi: '3.1.0',
    info: { title: info.title, version: info.version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: info.publicUrl }],
    tags: [...described].map((name) => ({ name })),
    paths: Object.fromEntries(paths),
    components: { schemas: { Problem: problemSchema }, responses: sharedResponses, securitySchemes },
  };
}

const securitySchemes: JsonObject = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'An access token of `POST /api/v1/jwt`, or the token of a machine (`kbt_…`).',
  },
};

function groupByPath(contracts: readonly Contract[]): Map<string, Declared[]> {
  const groups = new Map<string, Declared[]>();
  for (const contract of contracts) {
    for (const [id, operation] of Object.entries(contract.operations)) {
      if (isInternal(operation)) continue;
      const path = pathOf(operation);
      groups.set(path, [...(groups.get(path) ?? []), { contract, id, operation }]);
    }
  }
  return groups;
}

function pathItem(declared: readonly Declared[]): JsonObject {
  const item: Record<string, JsonObject> = {};
  for (const method of METHODS) {
    // The plain form first, a dry run last: the first one's name and summary stand for all forms of the path.
    const forms = declared.filter(({ operation }) => operation.method === method).toSorted((a, b) => compare(rankOf(a), rankOf(b)));
    const [first] = forms;
    if (first) item[method.toLowerCase()] = describeOperation(first, forms);
  }
  return item;
}

function formatOf({ operation }: Declared): string {
  return operation.variant?.format ?? '';
}

function rankOf(declared: Declared): string {
  return `${declared.operation.dry_run ? '1' : '0'}${formatOf(declared)}`;
}

/** The query that asks for this form of a path instead of the first. */
function askedBy(declared: Declared): string {
  return declared.operation.dry_run ? '?dry_run=true' : `?format=${formatOf(declared)}`;
}

function describeOperation(first: Declared, forms: readonly Declared[]): JsonObject {
  const { operation, id } = first;
  const others = forms.filter((form) => form !== first);
  const parameters = [...pathParameters(operation), ...queryParameters(forms), ...headerParameters(operation, forms)];
  return {
    operationId: id,
    summary: operation.summary,
    ...(others.length > 0 ? { description: others.map((other) => `\`${askedBy(other)}\`: ${other.operation.summary}.`).join('\n\n') } : {}),
    tags: [...new Set(forms.map((form) => form.contract.service))],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...requestBody(operation),
    responses: { ...okResponses(forms), ...streamResponses(forms), ...problemResponses(forms) },
    security: operation.access.kind === 'public' ? [] : [{ bearer: [] }],
    'x-access': plain(operation.access),
  };
}

function requestBody({ body, upload }: Operation): JsonObject {
  if (upload) return { requestBody: { required: true, content: Object.fromEntries(upload.media_types.map((type) => [type, {}])) } };
  return body ? { requestBody: { required: true, content: { 'application/json': { schema: plain(body) } } } } : {};
}

/** The answers of success by status: those of a dry run beside those of what it tries. */
function okResponses(forms: readonly Declared[]): JsonObject {
  const statuses = [...new Set(forms.map(({ operation }) => operation.ok.status))];
  return Object.fromEntries(
    statuses.map((status) => [status, okResponse(forms.filter(({ operation }) => operation.ok.status === status))]),
  );
}

function pathParameters({ path, params }: Operation): JsonObject[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: plain(params?.properties[name] ?? { type: 'string' }),
  }));
}

/** What any of the forms takes; a parameter that several declare is described by the first. */
function queryParameters(forms: readonly Declared[]): JsonObject[] {
  const parameters = new Map<string, JsonObject>();
  for (const { operation } of forms) {
    for (const [name, parameter] of Object.entries(operation.query?.properties ?? {})) {
      if (!parameters.has(name)) parameters.set(name, queryParameter(operation.query, name, plain(parameter)));
    }
  }
  const hasDryRun = forms.some(({ operation }) => operation.dry_run);
  if (hasDryRun) parameters.set('dry_run', { name: 'dry_run', in: 'query', schema: { type: 'boolean' } });
  const formats = forms.map((form) => formatOf(form)).filter((format) => format !== '');
  if (formats.length > 0) parameters.set('format', { name: 'format', in: 'query', schema: { enum: ['json', ...formats] } });
  return [...parameters.values()];
}

function queryParameter(query: TObject | undefined, name: string, schema: JsonObject): JsonObject {
  return {
    name,
    in: 'query',
    ...(query?.required?.includes(name) ? { required: true } : {}),
    ...(schema['type'] === 'array' ? { style: 'form', explode: false } : {}),
    schema,
  };
}

function headerParameters(operation: Operation, forms: readonly Declared[]): JsonObject[] {
  const headers: JsonObject[] = [];
  if (operation.method === 'POST' && takesKey(operation)) {
    const required = operation.idempotency === 'required';
    headers.push(header('Idempotency-Key', required, 'The same key with the same body is answered the same for 24 hours.'));
  }
  if (operation.if_match) headers.push(header('If-Match', operation.if_match === 'required', 'The ETag of the version that is changed.'));
  if (forms.some((form) => form.operation.ok.stream === 'bytes')) {
    headers.push(header('Range', false, 'One range of bytes (RFC 9110, 14.2).'));
    headers.push(header('If-Range', false, 'The ETag of the bytes that the range continues.'));
    headers.push(header('If-None-Match', false, 'The ETag of bytes that are there already.'));
  }
  for (const name of operation.headers ?? []) headers.push(header(name, false, `See ${operation.summary}.`));
  return headers;
}

function header(name: string, required: boolean, description: string): JsonObject {
  return { name, in: 'header', ...(required ? { required } : {}), description, schema: { type: 'string' } };
}

/** The JSON that a schema is, without what the schema library keeps beside it. */
function plain(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}

/** By code units: the order does not depend on where it is made. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
