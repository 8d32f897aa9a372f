import { operation } from '@kabinet/contract';
import { closed } from '@kabinet/contract/schemas';
import Type from 'typebox';

/** The public side of advisories: CSAF 2.0, section 7, and RFC 9116. Whatever is TLP:WHITE and published, for anyone. */
const open = { method: 'GET', at: 'root', access: { kind: 'public' }, rate: 'public' } as const;
const PLAIN = 'text/plain; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
const WHITE = '/.well-known/csaf/white';

export const csafOperations = {
  getCsafProvider: operation({
    ...open,
    summary: 'Read the metadata of the CSAF provider',
    path: '/.well-known/csaf/provider-metadata.json',
    ok: { status: 200, body: Type.String(), content_type: JSON_TYPE },
    problems: [],
  }),
  getCsafIndex: operation({
    ...open,
    summary: 'List the files of public CSAF documents',
    path: `${WHITE}/index.txt`,
    ok: { status: 200, body: Type.String(), content_type: PLAIN },
    problems: [],
  }),
  getCsafChanges: operation({
    ...open,
    summary: 'List the files of public CSAF documents with the time of their last change, newest first',
    path: `${WHITE}/changes.csv`,
    ok: { status: 200, body: Type.String(), content_type: 'text/csv; charset=utf-8' },
    problems: [],
  }),
  getCsafFeed: operation({
    ...open,
    summary: 'Follow public CSAF documents as a ROLIE feed',
    path: `${WHITE}/feed.json`,
    ok: { status: 200, body: Type.String(), content_type: JSON_TYPE },
    problems: [],
  }),
  getCsafFile: operation({
    ...open,
    summary: 'Download a public CSAF document, or its SHA-256 or SHA-512',
    path: `${WHITE}/{year}/{file}`,
    params: closed({
      year: Type.String({ pattern: '^\\d{4}$' }),
      file: Type.String({ pattern: '^[+a-z0-9_-]{1,200}\\.json(\\.sha256|\\.sha512)?$' }),
    }),
    ok: { status: 200, body: Type.String(), content_type: JSON_TYPE },
    problems: [],
  }),
  getSecurityTxt: operation({
    ...open,
    summary: 'Read whom to tell of a vulnerability',
    path: '/.well-known/security.txt',
    ok: { status: 200, body: Type.String(), content_type: PLAIN },
    problems: [],
  }),
} as const;
