import { Validator } from '@seriousme/openapi-schema-validator';
import { toOpenApi } from '@kabinet/contract/openapi';
import { authContract } from '@kabinet/contracts/auth';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { problem } from '@kabinet/problem';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { startEdge, type Edge } from './edge.ts';
import { notesContract } from './notes-contract.ts';

let edge: Edge | undefined;
afterEach(async () => {
  await edge?.gateway.close();
  edge = undefined;
});

const info = { title: 'Notes', version: '1', publicUrl: 'https://portal.example' };

describe('the description of the API', () => {
  const document = toOpenApi([notesContract], info);
  const paths = document.paths as Record<
    string,
    Record<string, { [key: string]: never } & { responses: Record<string, unknown>; parameters: { name: string }[] }>
  >;

  it('is valid OpenAPI 3.1, for real contracts too', async () => {
    for (const contracts of [[notesContract], [authContract, organizationsContract]]) {
      const written = JSON.parse(JSON.stringify(toOpenApi(contracts, info))) as Record<string, unknown>;
      expect((await new Validator().validate(written)).errors).toBeUndefined();
    }
  });

  it('has every operation but those for services', () => {
    const methods = Object.entries(paths).flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`));
    expect(methods).toEqual([
      'post /api/v1/door',
      'get /api/v1/notes',
      'post /api/v1/notes',
      'get /api/v1/notes/{id}',
      'patch /api/v1/notes/{id}',
      'delete /api/v1/notes/{id}',
      'get /sign/{token}',
    ]);
  });

  it('is the same whatever the order of the contracts', () => {
    expect(JSON.stringify(toOpenApi([authContract, notesContract], info))).toBe(
      JSON.stringify(toOpenApi([notesContract, authContract], info)),
    );
  });

  it('joins the forms of one path', () => {
    const operation = paths['/api/v1/notes/{id}']!['get']!;
    expect(operation).toMatchObject({
      operationId: 'getNote',
      responses: { 200: { content: { 'application/json': { schema: {} }, 'application/pdf': {} } } },
    });
    expect(operation.parameters.map(({ name }) => name)).toEqual(['id', 'format']);
  });

  it('describes a dry run beside what it tries', () => {
    const operation = paths['/api/v1/notes']!['post']!;
    expect(operation).toMatchObject({
      operationId: 'createNote',
      description: '`?dry_run=true`: See what writing a note would do.',
      responses: { 200: { content: { 'application/json': {} } }, 201: { content: { 'application/json': {} } } },
    });
    expect(operation.parameters).toContainEqual({ name: 'dry_run', in: 'query', schema: { type: 'boolean' } });
  });

  it('names access, headers and the codes of refusals', () => {
    const change = paths['/api/v1/notes/{id}']!['patch']!;
    expect(change).toMatchObject({ 'x-access': { permission: 'notes.write' }, security: [{ bearer: [] }], tags: ['notes'] });
    expect(change.parameters).toContainEqual(expect.objectContaining({ name: 'If-Match', in: 'header', required: true }));
    expect(change.responses).toMatchObject({
      404: { content: { 'application/problem+json': { schema: { properties: { code: { enum: ['note_not_found'] } } } } } },
      412: { content: { 'application/problem+json': { schema: { properties: { code: { enum: ['version_mismatch'] } } } } } },
      429: { $ref: '#/components/responses/rate_limited' },
    });
    expect(paths['/api/v1/door']!['post']).toMatchObject({ security: [] });
  });

  it('is served as it was made', async () => {
    edge = await startEdge();
    const answer = await edge.get('/api/openapi.json');
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect((await answer.json()) as object).toMatchObject({ openapi: '3.1.0', servers: [{ url: '/' }] });
  });
});

describe('the explorer', () => {
  it('loads what it needs from here, and there it is', async () => {
    edge = await startEdge();
    const page = await edge.get('/api/docs');
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(html).not.toMatch(/<script>|<style|style=|\son\w+=/);
    const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
    expect(addresses.length).toBe(6);
    for (const address of addresses) {
      expect(address).toMatch(/^\//);
      expect((await edge.get(address)).status).toBe(200);
    }
  });

  it('does not give away other files', async () => {
    edge = await startEdge();
    expect((await edge.get('/api/docs/swagger-ui/..%2fpackage.json')).status).toBe(404);
    expect((await edge.get('/api/docs/swagger-ui/nothing.js')).status).toBe(404);
  });
});

describe('a problem', () => {
  const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';

  it('is a page in the language of the reader for who asked for a page, and problem details for programs', async () => {
    edge = await startEdge();
    edge.answer = () => {
      throw problem('note_not_found');
    };
    const headers = { accept: browser, 'accept-language': 'en', 'x-request-id': 'seen-by-<people>' };
    const page = await edge.get('/sign/abc', { headers });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(page.headers.get('vary')).toContain('Accept');
    const html = await page.text();
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<h1>Note not found</h1>');
    expect(html).toContain('<code>note_not_found</code>');
    expect(html).toContain(page.headers.get('x-request-id'));
    expect(await (await edge.get('/sign/abc', { headers: { accept: browser } })).text()).toContain('<h1>Заметка не найдена</h1>');
    const style = /<style>([^<]*)<\/style>/.exec(html)?.[1] ?? '';
    const digest = createHash('sha256').update(style).digest('base64');
    expect(page.headers.get('content-security-policy')).toContain(`default-src 'none'; style-src 'sha256-${digest}'`);
    expect(html).not.toMatch(/<script| (style|on\w+)=/);
    const details = await edge.get('/sign/abc', { headers: { accept: 'application/json' } });
    expect(details.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await details.json()).toMatchObject({ code: 'note_not_found' });
  });

  it('cannot bring markup into its page', async () => {
    edge = await startEdge();
    edge.answer = () => {
      throw problem('invalid_query', { errors: [{ pointer: '?x', code: 'rude_title', params: { word: '<script>"x"</script>' } }] });
    };
    const html = await (await edge.get('/sign/abc', { headers: { accept: browser } })).text();
    expect(html).toContain('<li>Грубое название: &#60;script&#62;&#34;x&#34;&#60;/script&#62;</li>');
  });
});

describe('the web app', () => {
  it('answers pages by its index, keeps assets for ever and leaves the API alone', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'kabinet-web-'));
    await mkdir(join(directory, 'assets'));
    await writeFile(join(directory, 'index.html'), '<!doctype html><html data-time-zone="UTC"><title>Kabinet</title>');
    await writeFile(join(directory, 'assets', 'app-1a2b.js'), 'export {};');
    await writeFile(join(directory, 'assets', 'app-1a2b.js.gz'), gzipSync('export {};'));
    edge = await startEdge({ webApp: directory });
    const page = { headers: { accept: 'text/html,*/*;q=0.8' } };
    for (const path of ['/', '/licenses/7']) {
      const answer = await edge.get(path, page);
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache']);
      expect(await answer.text()).toContain('<html data-time-zone="Europe/Moscow"><title>Kabinet</title>');
      const known = { headers: { ...page.headers, 'if-none-match': answer.headers.get('etag') ?? '' } };
      expect((await edge.get(path, known)).status).toBe(304);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
    }
    const asset = await edge.get('/assets/app-1a2b.js');
    expect([asset.status, asset.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    const compressed = await edge.get('/assets/app-1a2b.js', { headers: { 'accept-encoding': 'gzip' } });
    expect([compressed.headers.get('content-encoding'), await compressed.text()]).toEqual(['gzip', 'export {};']);
    expect((await edge.get('/assets/app-1a2b.js.gz')).status).toBe(404);
    expect((await edge.get('/api/v1/nothing', page)).status).toBe(404);
    expect((await edge.get('/assets/old.js', page)).status).toBe(404);
    expect((await edge.get('/licenses/7')).status).toBe(404);
    await rm(directory, { recursive: true });
  });
});
