import type { Upload } from '@kabinet/contract/content';
import type { Principal } from '@kabinet/contract/principal';
import { UPLOAD_LIMIT } from '@kabinet/contracts/issues/resources';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { updateUpload } from '../src/queries/attachment-upload.ts';
import { issues, NOON, person, request, startWorld, type World } from './fixture.ts';

let world: World;
let contact: Principal;
let colleague: Principal;

beforeAll(async () => {
  world = await startWorld();
  contact = await person(world.portal, 'Софья Заявкина', world.daughter, 'support_contact');
  colleague = await person(world.portal, 'Коллега', world.daughter, 'support_contact');
});
afterAll(() => world.portal.stop());

const MEGABYTE = 1_048_576;
const missing = { code: 'upload_not_found' };

function announce(size: number, name = 'дамп памяти.bin') {
  return { headers: { 'upload-length': String(size), 'upload-metadata': `filename ${Buffer.from(name).toString('base64')}` } };
}

async function begin(size: number) {
  const { id } = await issues(world, contact).createIssue(request(world.certificates.daughter));
  const upload = await issues(world, contact).createAttachmentUpload({ params: { id } }, announce(size));
  return { params: { id, upload_id: upload.id }, upload };
}

/** Bytes in chunks; after them the line breaks, if it is to. */
function bytesOf(contents: Buffer, breaks = false): Upload {
  function* chunks(): Generator<Buffer> {
    for (let at = 0; at < contents.length; at += 65_536) yield contents.subarray(at, at + 65_536);
    if (breaks) throw new Error('the line broke');
  }
  return { body: Readable.from(chunks()), content_type: 'application/offset+octet-stream' };
}

const at = (offset: number) => ({ headers: { 'upload-offset': String(offset) } });

test('what came before a line broke stays, and the upload goes on behind it', async () => {
  const contents = randomBytes(20 * MEGABYTE);
  const { params, upload } = await begin(contents.length);
  const customer = () => issues(world, contact);
  expect(upload).toMatchObject({ name: 'дамп памяти.bin', size: contents.length, received: 0, state: 'receiving' });
  const broken = bytesOf(contents.subarray(0, 13 * MEGABYTE), true);
  await expect(customer().continueAttachmentUpload({ params, upload: broken }, at(0))).rejects.toMatchObject({ code: 'malformed_body' });
  expect(await customer().getAttachmentUpload({ params })).toMatchObject({ received: 13 * MEGABYTE, state: 'receiving' });
  const again = { params, upload: bytesOf(contents) };
  await expect(customer().continueAttachmentUpload(again, at(0))).rejects.toMatchObject({
    code: 'wrong_offset',
    params: { offset: 13 * MEGABYTE },
  });
  await customer().continueAttachmentUpload({ params, upload: bytesOf(contents.subarray(13 * MEGABYTE)) }, at(13 * MEGABYTE));
  await world.portal.settle();
  expect(await customer().getAttachmentUpload({ params })).toMatchObject({ state: 'attached' });
  const { items } = await customer().listAttachments({ params: { id: params.id } });
  expect(items).toMatchObject([
    { id: params.upload_id, name: 'дамп памяти.bin', size: contents.length, author: { name: 'Софья Заявкина' } },
  ]);
  const kept = await buffer(await customer().downloadAttachment({ params: { id: params.id, attachment_id: params.upload_id } }));
  expect(kept.equals(contents)).toBe(true);
  expect(await partsKept(params.upload_id)).toBe(0);
});

test('who sends the same at once is told where to go on, and nothing is there twice', async () => {
  const contents = randomBytes(MEGABYTE);
  const { params } = await begin(contents.length);
  const customer = issues(world, contact);
  const sendings = [1, 2, 3].map(() => customer.continueAttachmentUpload({ params, upload: bytesOf(contents) }, at(0)));
  const codes = (await Promise.allSettled(sendings)).map((sent) =>
    sent.status === 'fulfilled' ? 'ok' : (sent.reason as { code: string }).code,
  );
  expect(codes.toSorted()).toEqual(['ok', 'wrong_offset', 'wrong_offset']);
  await world.portal.settle();
  expect((await customer.listAttachments({ params: { id: params.id } })).items).toMatchObject([{ size: contents.length }]);
});

test.for([
  ['without a length', { headers: {} }, 'upload_unclear'],
  ['too large', announce(UPLOAD_LIMIT + 1), 'body_too_large'],
] as const)('%s nothing is announced', async ([, options, code]) => {
  const { id } = await issues(world, contact).createIssue(request(world.certificates.daughter));
  await expect(issues(world, contact).createAttachmentUpload({ params: { id } }, options)).rejects.toMatchObject({ code });
});

test('nobody else knows of an upload, more than was announced is refused, and it can be given up', async () => {
  const { params } = await begin(MEGABYTE);
  await expect(issues(world, colleague).getAttachmentUpload({ params })).rejects.toMatchObject(missing);
  const stolen = issues(world, colleague).continueAttachmentUpload({ params, upload: bytesOf(Buffer.alloc(5)) }, at(0));
  await expect(stolen).rejects.toMatchObject(missing);
  const customer = issues(world, contact);
  const more = customer.continueAttachmentUpload({ params, upload: bytesOf(Buffer.alloc(MEGABYTE + 1)) }, at(0));
  await expect(more).rejects.toMatchObject({ code: 'body_too_large' });
  await customer.deleteAttachmentUpload({ params });
  await expect(customer.getAttachmentUpload({ params })).rejects.toMatchObject(missing);
});

test('an upload that nobody goes on with is forgotten after a week, with its bytes', async () => {
  const { params } = await begin(2 * MEGABYTE);
  await issues(world, contact).continueAttachmentUpload({ params, upload: bytesOf(Buffer.alloc(MEGABYTE)) }, at(0));
  const service = world.portal.service('issues');
  const sweep = async (days: number) => {
    world.portal.clock.set(new Date(NOON.getTime() + days * 86_400_000));
    await service.manifest.jobs['sweep_files']?.run(service.contextAsService('job:test'), {});
  };
  await sweep(6);
  expect(await partsKept(params.upload_id)).toBe(1);
  await sweep(8);
  expect(await partsKept(params.upload_id)).toBe(0);
  world.portal.clock.set(NOON);
  await expect(issues(world, contact).getAttachmentUpload({ params })).rejects.toMatchObject(missing);
});

test('a check that was given up is begun anew', async () => {
  const { params } = await begin(2 * MEGABYTE);
  const customer = issues(world, contact);
  await customer.continueAttachmentUpload({ params, upload: bytesOf(Buffer.alloc(MEGABYTE)) }, at(0));
  const service = world.portal.service('issues');
  const context = service.contextAsService('job:test');
  // As it stands when its job has failed for the last time.
  const given = { size: MEGABYTE, state: 'checking' as const, updated_at: new Date(NOON.getTime() - 2 * 86_400_000).toISOString() };
  await context.system.transaction((tx) => updateUpload(tx, params.upload_id, given));
  await world.portal.settle();
  expect(await customer.getAttachmentUpload({ params })).toMatchObject({ state: 'checking' });
  await service.manifest.jobs['sweep_files']?.run(context, {});
  await world.portal.settle();
  expect(await customer.getAttachmentUpload({ params })).toMatchObject({ state: 'attached' });
});

/** Of one upload: what others lost is swept by the store's clock, not the portal's. */
async function partsKept(uploadId: string): Promise<number> {
  const { state } = world.portal.service('issues').contextAsService('test') as unknown as {
    state: { files: { entries(options: object): AsyncIterable<{ key: string }> } };
  };
  const keys = await Array.fromAsync(state.files.entries({ prefix: 'issues/' }), ({ key }) => key);
  return keys.filter((key) => key.includes(`/parts/${uploadId}/`)).length;
}
