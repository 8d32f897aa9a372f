import type { CallInput, Contract, OkBody } from '@kabinet/contract';
import type { OperationRoute } from './routes.ts';
import { send, type Authenticator, type CallOptions, type CallParts } from './transport.ts';

/** A typed function per operation of the contract; refusals are thrown as `ApiProblem`. */
export type WebClient<C extends Contract> = {
  readonly [Id in keyof C['operations']]: (
    input: CallInput<C['operations'][Id]>,
    options?: CallOptions,
  ) => Promise<OkBody<C['operations'][Id]>>;
};

export interface SavedFile {
  readonly name: string;
  readonly content: Blob;
}

/** A function per operation that answers a file. */
export type FileClient<C extends Contract> = {
  readonly [Id in keyof C['operations']]: (input: CallInput<C['operations'][Id]>, options?: CallOptions) => Promise<SavedFile>;
};

type Routes = Readonly<Record<string, OperationRoute>>;

/** The client of one service over HTTP. `Contract` gives the types; `routes` is all that is left of it in a browser. */
export function createWebClient<C extends Contract>(routes: Routes, authenticator: Authenticator): WebClient<C> {
  return eachRoute(routes, async (route, input: CallParts, options: CallOptions = {}) => {
    const response = await send(route, input, options, authenticator);
    return response.status === 204 || response.headers.get('content-length') === '0' ? undefined : readBody(response);
  }) as WebClient<C>;
}

/** Like `createWebClient`, for operations whose answer is to be saved. */
export function createFileClient<C extends Contract>(routes: Routes, authenticator: Authenticator): FileClient<C> {
  return eachRoute(routes, async (route, input: CallParts, options: CallOptions = {}) => {
    const response = await send(route, input, options, authenticator);
    return { name: nameIn(response.headers.get('content-disposition')), content: await response.blob() };
  }) as FileClient<C>;
}

/** A function per operation that answers a stream: its bytes, as they come. */
export type StreamClient<C extends Contract> = {
  readonly [Id in keyof C['operations']]: (
    input: CallInput<C['operations'][Id]>,
    options?: CallOptions,
  ) => Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
};

/** Like `createWebClient`, for operations whose answer is followed. */
export function createStreamClient<C extends Contract>(routes: Routes, authenticator: Authenticator): StreamClient<C> {
  return eachRoute(routes, async (route, input: CallParts, options: CallOptions = {}) => {
    const response = await send(route, input, options, authenticator);
    if (!response.body) throw new Error(`${route.path} answered no stream`);
    return response.body;
  }) as StreamClient<C>;
}

/** A function per operation that takes a file in a form. */
export type UploadClient<C extends Contract> = {
  readonly [Id in keyof C['operations']]: (
    input: Omit<CallInput<C['operations'][Id]>, 'upload'> & { readonly file: File },
    options?: CallOptions,
  ) => Promise<OkBody<C['operations'][Id]>>;
};

/** Like `createWebClient`, for operations that are sent a file. */
export function createUploadClient<C extends Contract>(routes: Routes, authenticator: Authenticator): UploadClient<C> {
  return eachRoute(routes, async (route, { file, ...input }: CallParts & { readonly file: File }, options: CallOptions = {}) => {
    const form = new FormData();
    form.set('file', file);
    return readBody(await send(route, { ...input, form }, options, authenticator));
  }) as UploadClient<C>;
}

/** A function per operation that takes bytes. */
export type BytesClient<C extends Contract> = {
  readonly [Id in keyof C['operations']]: (
    input: Omit<CallInput<C['operations'][Id]>, 'upload' | 'body'>,
    content: Blob,
    options?: CallOptions,
  ) => Promise<void>;
};

/** Like `createWebClient`, for operations that are sent bytes. */
export function createBytesClient<C extends Contract>(routes: Routes, authenticator: Authenticator): BytesClient<C> {
  return eachRoute(routes, async (route, input: CallParts, content: Blob, options: CallOptions = {}) => {
    await send(route, { ...input, content }, options, authenticator);
  }) as BytesClient<C>;
}

function eachRoute<Args extends readonly unknown[]>(
  routes: Routes,
  call: (route: OperationRoute, ...args: Args) => Promise<unknown>,
): object {
  return Object.fromEntries(Object.entries(routes).map(([id, route]) => [id, (...args: Args) => call(route, ...args)]));
}

const versions = new WeakMap<object, string>();

async function readBody(response: Response): Promise<unknown> {
  const body: unknown = await response.json();
  const etag = response.headers.get('etag');
  if (etag !== null && typeof body === 'object' && body !== null) versions.set(body, etag);
  return body;
}

/** The ETag that came with `resource`, for `ifMatch`. Throws for what is no answer of a single resource. */
export function versionOf(resource: object): string {
  const version = versions.get(resource);
  if (version === undefined) throw new Error('only what the API answered as a single resource has a version');
  return version;
}

/** RFC 6266: the name in UTF-8 before the one in ASCII. */
function nameIn(disposition: string | null): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/.exec(disposition ?? '')?.[1] ?? 'kabinet';
}
