import { operation } from '@kabinet/contract';
import { closed, Uuid } from '@kabinet/contract/schemas';
import { FactorCode, Password, Reason, RecoveryCodes, SecondFactor, SecondFactorSetup } from '../resources.ts';

/** Whoever stole an open session shall not change how its person logs in: the password is asked for again. */
const PasswordAndCode = closed({ password: Password, code: FactorCode });

export const secondFactorOperations = {
  getSecondFactor: operation({
    summary: 'Read whether I confirm my logins with a second factor',
    method: 'GET',
    path: '/me/second-factor',
    access: { kind: 'signed_in' },
    viewing: 'refused',
    ok: { status: 200, body: SecondFactor },
    problems: [],
  }),
  /** Begun again, the earlier beginning is void. */
  beginSecondFactor: operation({
    summary: 'Begin to set up an authenticator app',
    method: 'POST',
    path: '/me/second-factor',
    access: { kind: 'signed_in' },
    body: closed({ password: Password }),
    ok: { status: 200, body: SecondFactorSetup },
    problems: ['user_not_found', 'second_factor_active'],
    idempotency: 'none',
    rate: 'login',
  }),
  confirmSecondFactor: operation({
    summary: 'Turn the second factor on with a code of the app; ends my other sessions',
    method: 'POST',
    path: '/me/second-factor/confirm',
    access: { kind: 'signed_in' },
    body: closed({ code: FactorCode }),
    ok: { status: 200, body: RecoveryCodes },
    problems: ['user_not_found', 'second_factor_active', 'second_factor_inactive'],
    idempotency: 'none',
    rate: 'login',
  }),
  replaceRecoveryCodes: operation({
    summary: 'Get new recovery codes; the old ones are void',
    method: 'POST',
    path: '/me/second-factor/recovery-codes',
    access: { kind: 'signed_in' },
    body: PasswordAndCode,
    ok: { status: 200, body: RecoveryCodes },
    problems: ['user_not_found', 'second_factor_inactive'],
    idempotency: 'none',
    rate: 'login',
  }),
  disableSecondFactor: operation({
    summary: 'Turn the second factor off',
    method: 'POST',
    path: '/me/second-factor/disable',
    access: { kind: 'signed_in' },
    body: PasswordAndCode,
    ok: { status: 204 },
    problems: ['user_not_found', 'second_factor_inactive'],
    idempotency: 'none',
    rate: 'login',
  }),
  resetSecondFactor: operation({
    summary: 'Remove the second factor of a person who lost it; ends their sessions',
    method: 'POST',
    path: '/users/{id}/second-factor/reset',
    access: { kind: 'permission', permission: 'staff.manage', resource: { of: 'user', param: 'id' } },
    params: closed({ id: Uuid }),
    body: closed({ reason: Reason }),
    ok: { status: 204 },
    problems: ['user_not_found', 'second_factor_inactive'],
  }),
} as const;
