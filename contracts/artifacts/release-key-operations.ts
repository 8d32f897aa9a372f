import { operation } from '@kabinet/contract';
import { closed } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { ReleaseKey, ReleaseKeyId } from './resources.ts';

const params = closed({ id: ReleaseKeyId });
const manages = { kind: 'permission', permission: 'releases.manage', vendor_wide: true } as const;

/** By which keys a product team signs (`kabinet release publish --sign-key`): customers check with them, and the portal does before. */
export const releaseKeyOperations = {
  listReleaseKeys: operation({
    summary: 'Read the public keys of releases, the newest first',
    method: 'GET',
    path: '/.well-known/release-keys.json',
    at: 'root',
    access: { kind: 'public' },
    ok: { status: 200, body: closed({ keys: Type.Array(ReleaseKey) }) },
    problems: [],
    rate: 'public',
  }),
  getReleaseKeyFile: operation({
    summary: 'Download a public key of releases as openssl reads it',
    method: 'GET',
    path: '/release-keys/{id}',
    variant: { format: 'pem', accept: 'application/x-pem-file' },
    access: { kind: 'public' },
    params,
    ok: { status: 200, body: Type.String(), content_type: 'application/x-pem-file' },
    problems: ['release_key_not_found'],
    rate: 'public',
  }),
  addReleaseKey: operation({
    summary: 'Publish a key; from now on a signature by a key that is not published holds a release',
    method: 'POST',
    path: '/release-keys',
    access: manages,
    body: closed({
      name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S', title: 'not_blank' }),
      public_key: Type.String({ minLength: 1, maxLength: 2000 }),
    }),
    ok: { status: 201, body: ReleaseKey },
    problems: ['release_key_exists'],
    idempotency: 'honoured',
  }),
  retireReleaseKey: operation({
    summary: 'Let a key sign no more releases; it stays published for those that it signed',
    method: 'POST',
    path: '/release-keys/{id}/retire',
    access: manages,
    params,
    ok: { status: 200, body: ReleaseKey },
    problems: ['release_key_not_found', 'release_key_retired'],
    idempotency: 'honoured',
  }),
} as const;
