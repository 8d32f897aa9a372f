import { exportJWK, exportSPKI } from 'jose';
import { createHmac, generateKeyPairSync, KeyObject, sign as signBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PUBLIC_URL, startEdge, type Edge } from './edge.ts';

/*
 * Access tokens that nobody issued, as they are tried against portals: shown at the public edge, every one is answered 401 and reaches
 * no service. Those that are signed with the genuine key show what is looked at beside the signature.
 */

type Members = Readonly<Record<string, unknown>>;

/** What forgers have: the genuine token and public key, keys of their own; and, to prove a check by itself, the genuine key. */
interface Forge {
  readonly genuine: string;
  readonly header: Members;
  readonly claims: Members;
  readonly jwk: Members;
  readonly pem: string;
  readonly der: Buffer;
  readonly strangerJwk: Members;
  /** By the genuine key; the members given replace those of a good token. */
  readonly issued: (changes?: Members, header?: Members) => string;
  /** By a key of the forger. */
  readonly foreign: (header?: Members, changes?: Members) => string;
  readonly hmac: (secret: string | Buffer, header?: Members) => string;
  readonly unsigned: (header: Members, signature?: string) => string;
}

const NOW_S = Math.floor(Date.now() / 1000);
const VICTIM = '018f0000-0000-7000-8000-00000000dead';
let edge: Edge;
let forge: Forge;
beforeAll(async () => {
  edge = await startEdge();
  edge.answer = () => ({ body: { items: [], next_cursor: null } });
  forge = await openForge();
});
afterAll(() => edge.gateway.close());

function part(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

function signed(header: unknown, claims: unknown, key: KeyObject): string {
  const input = `${part(header)}.${part(claims)}`;
  return `${input}.${signBytes(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', Buffer.from(input), key).toString('base64url')}`;
}

async function openForge(): Promise<Forge> {
  const genuine = await edge.token();
  const pair = edge.auth.keys.get('first');
  if (!pair) throw new Error('the edge has no key');
  const key = KeyObject.from(pair.privateKey);
  const stranger = generateKeyPairSync('ed25519');
  const [header, claims] = genuine.split('.', 2).map((text) => JSON.parse(Buffer.from(text, 'base64url').toString()) as Members);
  if (!header || !claims) throw new Error('a genuine token of no parts');
  const hmac = (secret: string | Buffer, more: Members = {}) => {
    const input = `${part({ ...header, alg: 'HS256', ...more })}.${part({ ...claims, sub: VICTIM })}`;
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
  };
  return {
    genuine,
    header,
    claims,
    jwk: { ...(await exportJWK(pair.publicKey)) },
    pem: await exportSPKI(pair.publicKey),
    der: KeyObject.from(pair.publicKey).export({ format: 'der', type: 'spki' }),
    strangerJwk: { ...stranger.publicKey.export({ format: 'jwk' }) },
    issued: (changes = {}, more = {}) => signed({ ...header, ...more }, { ...claims, ...changes }, key),
    foreign: (more = {}, changes = {}) => signed({ ...header, ...more }, { ...claims, ...changes }, stranger.privateKey),
    hmac,
    unsigned: (more, signature = '') => `${part({ ...header, ...more })}.${part({ ...claims, sub: VICTIM })}.${signature}`,
  };
}

/** The genuine token with one of its parts replaced. */
function replaced(index: 0 | 1 | 2, change: (text: string) => string): string {
  const parts = forge.genuine.split('.');
  return parts.map((text, place) => (place === index ? change(text) : text)).join('.');
}

function withClaims(changes: Members): string {
  return replaced(1, () => part({ ...forge.claims, ...changes }));
}

const EMPTY_SIGNATURE = Buffer.alloc(64).toString('base64url');
/** The order of the group of edwards25519, little-endian: added to `s` it makes another signature of the same message. */
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

/** The same signature with `s` raised by the group's order (RFC 8032, 5.1.7 asks to refuse it). */
function malleated(text: string): string {
  const bytes = Buffer.from(text, 'base64url');
  let s = BigInt(`0x${Buffer.from(bytes.subarray(32).toReversed()).toString('hex')}`) + ORDER;
  for (let index = 32; index < 64; index++, s >>= 8n) bytes[index] = Number(s & 255n);
  return bytes.toString('base64url');
}

const corpus: readonly (readonly [what: string, make: () => string])[] = [
  // No signature, or none that is one.
  ['alg none', () => forge.unsigned({ alg: 'none' })],
  ['alg None', () => forge.unsigned({ alg: 'None' })],
  ['alg NONE with the genuine signature', () => forge.unsigned({ alg: 'NONE' }, forge.genuine.split('.')[2])],
  ['alg none with the genuine payload', () => `${part({ ...forge.header, alg: 'none' })}.${forge.genuine.split('.')[1]}.`],
  ['alg none without a key id', () => `${part({ alg: 'none', typ: 'at+jwt' })}.${part(forge.claims)}.`],
  ['alg missing', () => forge.issued({}, { alg: undefined })],
  ['alg null', () => forge.issued({}, { alg: null })],
  ['alg a list', () => forge.issued({}, { alg: ['EdDSA', 'none'] })],
  ['an empty signature', () => replaced(2, () => '')],
  ['a signature of zeros', () => replaced(2, () => EMPTY_SIGNATURE)],
  ['a signature of zeros for ECDSA (CVE-2022-21449)', () => forge.unsigned({ alg: 'ES256' }, EMPTY_SIGNATURE)],
  ['a signature whose s is beyond the group’s order', () => replaced(2, malleated)],
  ['a signature that is cut', () => replaced(2, (text) => text.slice(0, -4))],
  ['a signature that is longer', () => replaced(2, (text) => `${text}AAAA`)],
  ['a signature of another token', () => replaced(2, () => forge.issued({ sub: VICTIM }).split('.')[2] ?? '')],
  // Another algorithm than ours.
  ['HS256 with the public key as PEM', () => forge.hmac(forge.pem)],
  ['HS256 with the public key as PEM, trimmed', () => forge.hmac(forge.pem.trim())],
  ['HS256 with the public key as DER', () => forge.hmac(forge.der)],
  ['HS256 with the public key as bytes', () => forge.hmac(Buffer.from(String(forge.jwk['x']), 'base64url'))],
  ['HS256 with the public key as JWK', () => forge.hmac(JSON.stringify(forge.jwk))],
  ['HS256 with an empty secret', () => forge.hmac('')],
  ['HS256 with a guessable secret', () => forge.hmac('secret')],
  ['HS256 and the file of a key id', () => forge.hmac('', { kid: '../../../../dev/null' })],
  ['RS256 by an own key', () => rsaSigned()],
  ['EdDSA in lower case', () => forge.issued({}, { alg: 'eddsa' })],
  // Another key than ours.
  ['a foreign key under our key id', () => forge.foreign({}, { sub: VICTIM })],
  ['a foreign key under its own id', () => forge.foreign({ kid: 'stranger' })],
  ['a foreign key without an id', () => forge.foreign({ kid: undefined })],
  ['an embedded jwk', () => forge.foreign({ jwk: forge.strangerJwk, kid: undefined })],
  ['an embedded jwk under our key id', () => forge.foreign({ jwk: forge.strangerJwk })],
  ['a jku', () => forge.foreign({ jku: 'https://evil.example/jwks.json' })],
  ['an x5u', () => forge.foreign({ x5u: 'https://evil.example/cert.pem' })],
  ['an x5c', () => forge.foreign({ x5c: [part('certificate')] })],
  ['no key id', () => forge.issued({}, { kid: undefined })],
  ['an unknown key id', () => forge.issued({}, { kid: 'second' })],
  ['a key id that every object has', () => forge.issued({}, { kid: '__proto__' })],
  ['a key id that is no text', () => forge.issued({}, { kid: 1 })],
  ['a key id of SQL', () => forge.foreign({ kid: "' union select 'x" })],
  // What was signed is not what is shown.
  ['another person', () => withClaims({ sub: VICTIM })],
  ['another session', () => withClaims({ sid: VICTIM })],
  ['rights that were added', () => withClaims({ staff_roles: ['administrator'] })],
  ['a longer life', () => withClaims({ exp: NOW_S + 10_000_000 })],
  ['claims that stand twice', () => replaced(1, () => part(`{"sub":"${VICTIM}",${JSON.stringify(forge.claims).slice(1)}`))],
  ['another header', () => replaced(0, () => part({ ...forge.header, extra: true }))],
  ['parts in another order', () => forge.genuine.split('.').toReversed().join('.')],
  // Signed by the genuine key, for something else.
  ['another issuer', () => forge.issued({ iss: 'https://evil.example' })],
  ['an issuer that only begins like ours', () => forge.issued({ iss: `${PUBLIC_URL}.evil.example` })],
  ['no issuer', () => forge.issued({ iss: undefined })],
  ['another audience', () => forge.issued({ aud: 'kabinet' })],
  ['no audience', () => forge.issued({ aud: undefined })],
  ['an empty list of audiences', () => forge.issued({ aud: [] })],
  ['another type', () => forge.issued({}, { typ: 'JWT' })],
  ['the type of a principal between processes', () => forge.issued({}, { typ: 'kabinet-principal+jwt' })],
  ['no type', () => forge.issued({}, { typ: undefined })],
  ['an end in the past', () => forge.issued({ exp: NOW_S - 1 })],
  ['no end', () => forge.issued({ exp: undefined })],
  ['an end that is a text', () => forge.issued({ exp: String(NOW_S + 600) })],
  ['a beginning in the future', () => forge.issued({ nbf: NOW_S + 600 })],
  ['no person', () => forge.issued({ sub: undefined })],
  ['a person that is no text', () => forge.issued({ sub: { id: VICTIM } })],
  ['no session', () => forge.issued({ sid: undefined })],
  ['a critical extension', () => forge.issued({}, { crit: ['exp'], exp: NOW_S })],
  ['an unknown critical extension', () => forge.issued({}, { crit: ['urn:example'], 'urn:example': true })],
  ['an empty list of critical extensions', () => forge.issued({}, { crit: [] })],
  ['an unencoded payload (RFC 7797)', () => forge.issued({}, { b64: false, crit: ['b64'] })],
  ['claims that are no object', () => signedText('"text"')],
  ['claims that are no JSON', () => signedText('{')],
  // Other writings of a genuine token.
  ['padding', () => `${forge.genuine}==`],
  ['padding within', () => replaced(0, (text) => `${text}=`)],
  ['other bits where none count', () => replaced(2, otherLastSign)],
  ['a dot too many', () => `${forge.genuine}.`],
  ['two parts', () => forge.genuine.split('.').slice(0, 2).join('.')],
  ['five parts, as if encrypted', () => `${forge.genuine}.a.b`],
  ['a token cut in the middle', () => forge.genuine.slice(0, 100)],
  ['a token within a token', () => signedText(JSON.stringify(forge.genuine), { cty: 'JWT' })],
  ['the token twice', () => `${forge.genuine}${forge.genuine}`],
  ['a very long header', () => replaced(0, () => part({ ...forge.header, padding: 'x'.repeat(6_000) }))],
  ['very deep claims', () => replaced(1, () => part(`${'['.repeat(4_000)}${']'.repeat(4_000)}`))],
];

function rsaSigned(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return signed({ ...forge.header, alg: 'RS256' }, { ...forge.claims, sub: VICTIM }, privateKey);
}

function signedText(payload: string, header: Members = {}): string {
  const key = edge.auth.keys.get('first')?.privateKey;
  if (!key) throw new Error('the edge has no key');
  return signed({ ...forge.header, ...header }, payload, KeyObject.from(key));
}

/** Of the last sign of a signature only two bits count. */
function otherLastSign(text: string): string {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = signs.indexOf(text.at(-1) ?? '');
  return `${text.slice(0, -1)}${signs[last ^ 1]}`;
}

async function statusOf(authorization: string): Promise<number> {
  return (await edge.get('/api/v1/notes', { headers: { authorization } })).status;
}

test('the genuine token is taken, and so is one that the forge issues', async () => {
  expect(await statusOf(`Bearer ${forge.genuine}`)).toBe(200);
  expect(await statusOf(`Bearer ${forge.issued()}`)).toBe(200);
  expect(corpus.length).toBeGreaterThanOrEqual(40);
});

test.each(corpus)('%s is refused', async (_what, make) => {
  const token = make();
  edge.calls.length = 0;
  const answer = await edge.get('/api/v1/notes', { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(401);
  expect(((await answer.json()) as { code: string }).code).toBe('unauthorized');
  // A second time too: what was refused is not remembered as good.
  expect(await statusOf(`Bearer ${token}`)).toBe(401);
  expect(edge.calls).toEqual([]);
});

test.each([
  ['a space before', (token: string) => `Bearer  x ${token}`],
  ['a space within', (token: string) => `Bearer ${token.slice(0, 20)} ${token.slice(20)}`],
  ['a comma and another', (token: string) => `Bearer ${token}, Bearer ${token}`],
  ['another scheme', (token: string) => `Basic ${token}`],
  ['no scheme', (token: string) => token],
  ['quotes', (token: string) => `Bearer "${token}"`],
])('a genuine token with %s is refused', async (_what, write) => {
  expect(await statusOf(write(forge.genuine))).toBe(401);
});

test('a genuine token is good in the header alone', async () => {
  const { status } = await edge.get(`/api/v1/notes?access_token=${forge.genuine}`, {
    headers: { cookie: `access_token=${forge.genuine}; kabinet_refresh=${forge.genuine}` },
  });
  expect(status).toBe(401);
});

test('a token that no header can hold ends at the edge', async () => {
  const answer = await edge.get('/api/v1/notes', { headers: { authorization: `Bearer ${'x'.repeat(40_000)}` } });
  expect(answer.status).toBe(431);
});
