import type { BrowserContext } from 'playwright-core';
import { inject } from 'vitest';
import { PASSWORD } from './visitor.ts';

export interface Api {
  get<T>(path: string): Promise<T>;
  post(path: string, data: object): Promise<void>;
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
      const answer = await context.request.post(`${base}${path}`, { headers, data });
      if (!answer.ok()) throw new Error(`POST ${path}: ${await answer.text()}`);
    },
  };
}
