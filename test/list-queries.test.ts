import { staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { manifests } from '../apps/kabinet/src/targets.ts';

let portal: TestPortal;
beforeAll(async () => void (portal = await startPortal()));
afterAll(() => portal.stop());

const narrowed = manifests.flatMap(({ contract }) =>
  Object.entries(contract.operations)
    .filter(([, { params, query }]) => !params && query && 'descendants' in query.properties)
    .map(([operation, { ok }]) => ({
      service: contract.service,
      operation,
      isPage: hasCursor(ok.body),
    })),
);

/** Pages have one; figures have none. */
function hasCursor(body: object | undefined): boolean {
  const properties = body && 'properties' in body ? body.properties : undefined;
  return typeof properties === 'object' && properties !== null && 'next_cursor' in properties;
}

/** A file is read to its end: some refusals come only when it is opened. */
async function ask(service: string, operation: string, query: object) {
  const origin = { principal: staff('administrator'), locale: 'en', requestId: randomUUIDv7(), ip: null, userAgent: null } as const;
  const answer = await portal.service(service).dispatch({ ...origin, deadline: Date.now() + 30_000, service, operation, query });
  const bytes = 'stream' in answer ? await answer.stream?.(new AbortController().signal) : undefined;
  if (bytes) await buffer(bytes);
  return answer;
}

test.each(narrowed)('$operation refuses descendants=false that says not of whom', async ({ service, operation, isPage }) => {
  await expect(ask(service, operation, { descendants: 'false' })).rejects.toMatchObject({
    code: 'invalid_query',
    errors: [{ pointer: '?descendants', code: 'needs_cabinet' }],
  });
  for (const query of [{ descendants: 'true' }, { descendants: 'false', cabinet_id: randomUUIDv7() }]) {
    await expect(ask(service, operation, query)).resolves.toMatchObject(isPage ? { body: { next_cursor: null } } : {});
  }
});

test('there are such lists', () => {
  expect(narrowed.length).toBeGreaterThan(3);
});
