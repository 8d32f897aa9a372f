import { operation } from '@kabinet/contract';
import { closed, listQuery, page, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { Email, LinkToken, Me, MeChanges, NewPassword, Password, Session } from '../resources.ts';

export const accountOperations = {
  getMe: operation({
    summary: 'Read who I am and what I may do',
    method: 'GET',
    path: '/me',
    access: { kind: 'signed_in' },
    ok: { status: 200, body: Me },
    problems: ['user_not_found'],
  }),
  changeMe: operation({
    summary: 'Change my name or language',
    method: 'PATCH',
    path: '/me',
    access: { kind: 'signed_in' },
    body: MeChanges,
    ok: { status: 200, body: Me },
    problems: ['user_not_found'],
    if_match: 'optional',
  }),
  changePassword: operation({
    summary: 'Change my password; ends my other sessions',
    method: 'POST',
    path: '/me/password',
    access: { kind: 'signed_in' },
    body: closed({ current_password: Password, password: NewPassword }),
    ok: { status: 204 },
    problems: ['user_not_found'],
    idempotency: 'none',
    rate: 'login',
  }),
  /** The old address is told at once; it stays the account's until the link in the mail to the new one is opened. */
  requestEmailChange: operation({
    summary: 'Ask for another address of my account',
    method: 'POST',
    path: '/me/email',
    access: { kind: 'signed_in' },
    body: closed({ password: Password, email: Email }),
    ok: { status: 202 },
    problems: ['user_not_found'],
    idempotency: 'none',
    rate: 'login',
  }),
  confirmEmailChange: operation({
    summary: 'Confirm the new address of an account with the link from the mail',
    method: 'POST',
    path: '/email-changes/confirm',
    access: { kind: 'public' },
    body: closed({ token: LinkToken }),
    ok: { status: 204 },
    problems: ['invalid_link'],
    idempotency: 'none',
    rate: 'public',
  }),
  listSessions: operation({
    summary: 'List my sessions',
    method: 'GET',
    path: '/sessions',
    access: { kind: 'signed_in' },
    // Where a person's devices are is nobody's business.
    viewing: 'refused',
    query: listQuery(['last_used_at', 'created_at'], {}),
    ok: { status: 200, body: page(Session) },
    problems: [],
  }),
  endSession: operation({
    summary: 'End one of my sessions',
    method: 'DELETE',
    path: '/sessions/{id}',
    access: { kind: 'signed_in' },
    params: closed({ id: Uuid }),
    ok: { status: 204 },
    problems: ['session_not_found'],
  }),
  endSessions: operation({
    summary: 'Log out everywhere, here too unless this session is kept',
    method: 'DELETE',
    path: '/sessions',
    access: { kind: 'signed_in' },
    query: closed({ keep_current: Type.Optional(Type.Boolean()) }),
    ok: { status: 204 },
    problems: [],
  }),
} as const;
