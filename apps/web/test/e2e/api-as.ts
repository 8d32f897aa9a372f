import type { BrowserContext } from 'playwright-core';
import { inject } from 'vitest';
import { PASSWORD } from './visitor.ts';

export interface Api {
  get<T>(path: string): Promise<T>;
  /** With a key of its own, as what issues wants it. */
  post<T>(path: string, data: object): Promise<T>;
  /** In a form, as `file`. */
  upload<T>(path: string, file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }): Promise<T>;
}

/** The API in the name of somebody else than who looks at the page. */
export async function apiAs(context: BrowserContext, email: string): Promise<Api> {
  const base = `${inject('portalUrl')}/api/v1`;
  const { access_token } = (await (await context.request.post(`${base}/jwt`, { data: { email, password: PASSWORD } })).json()) as {
    access_token: string;
  };
  const headers = { authorization: `Bearer ${access_token}` };
  return {
    get: async (path) => (await context.request.get(`${base}${path}`, { headers })).json() as never,
    post: async (path, data) => {
      const key = { 'idempotency-key': crypto.randomUUID() };
      const answer = await context.request.post(`${base}${path}`, { headers: { ...headers, ...key }, data });
      if (!answer.ok()) throw new Error(`POST ${path}: ${await answer.text()}`);
      return (await answer.json()) as never;
    },
    upload: async (path, file) => {
      const answer = await context.request.post(`${base}${path}`, { headers, multipart: { file } });
      if (!answer.ok()) throw new Error(`POST ${path}: ${await answer.text()}`);
      return (await answer.json()) as never;
    },
  };
}
