import { operation } from '@kabinet/contract';
import { closed } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { Email, FactorCode, LinkToken, NewPassword, Password, TokenPair } from '../resources.ts';

/** `cookie=true` keeps the refresh token out of the body: it is set as a cookie that scripts cannot read. */
const cookieQuery = closed({ cookie: Type.Optional(Type.Boolean()) });

const JsonWebKey = closed({
  kty: Type.Literal('OKP'),
  crv: Type.Literal('Ed25519'),
  x: Type.String(),
  kid: Type.String(),
  use: Type.Literal('sig'),
  alg: Type.Literal('EdDSA'),
});

export const signInOperations = {
  createJwt: operation({
    summary: 'Log in',
    method: 'POST',
    path: '/jwt',
    access: { kind: 'public' },
    query: cookieQuery,
    body: closed({ email: Type.String({ minLength: 1, maxLength: 254 }), password: Password }),
    ok: { status: 200, body: TokenPair },
    problems: ['invalid_credentials', 'second_factor_required'],
    idempotency: 'none',
    rate: 'login',
  }),
  /** `mfa_token` is the member of the problem `second_factor_required`. It is good for one login. */
  confirmJwt: operation({
    summary: 'Complete a login with the second factor or a recovery code',
    method: 'POST',
    path: '/jwt/second-factor',
    access: { kind: 'public' },
    query: cookieQuery,
    body: closed({ mfa_token: LinkToken, code: FactorCode }),
    ok: { status: 200, body: TokenPair },
    problems: ['invalid_mfa_token', 'invalid_code'],
    idempotency: 'none',
    rate: 'login',
  }),
  /** The gateway puts the cookie's token into an empty body, with `cookie=true`. */
  refreshJwt: operation({
    summary: 'Exchange a refresh token for a new pair',
    method: 'POST',
    path: '/jwt/refresh',
    access: { kind: 'public' },
    query: cookieQuery,
    body: closed({ refresh_token: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })) }),
    ok: { status: 200, body: TokenPair },
    problems: ['invalid_refresh_token'],
    idempotency: 'none',
    rate: 'public',
  }),
  deleteJwt: operation({
    summary: 'Log out, or stop looking with the eyes of a customer',
    method: 'DELETE',
    path: '/jwt',
    access: { kind: 'signed_in' },
    viewing: 'open',
    ok: { status: 204 },
    problems: [],
  }),
  requestPasswordReset: operation({
    summary: 'Ask for a link to choose a new password; the answer is the same for every address',
    method: 'POST',
    path: '/password-resets',
    access: { kind: 'public' },
    body: closed({ email: Email }),
    ok: { status: 202 },
    problems: [],
    idempotency: 'none',
    rate: 'login',
  }),
  confirmPasswordReset: operation({
    summary: 'Choose a new password with the link from the mail; ends all sessions',
    method: 'POST',
    path: '/password-resets/confirm',
    access: { kind: 'public' },
    body: closed({ token: LinkToken, password: NewPassword }),
    ok: { status: 204 },
    problems: ['invalid_link'],
    idempotency: 'none',
    rate: 'public',
  }),
  getJwks: operation({
    summary: 'Read the public keys of access tokens',
    method: 'GET',
    path: '/.well-known/jwks.json',
    at: 'root',
    access: { kind: 'public' },
    ok: { status: 200, body: closed({ keys: Type.Array(JsonWebKey) }) },
    problems: [],
    rate: 'public',
  }),
} as const;
