import type { organizationsContract } from '@kabinet/contracts/organizations';
import type { ServiceContext } from '@kabinet/service';
import type { Static } from 'typebox';
import Type from 'typebox';
import type { KeyRing } from './key-ring.ts';
import type { PasswordHasher } from './credentials/password-hasher.ts';

export const AuthConfig = Type.Object({
  /** `off` is for benchmarks: nobody waits after wrong passwords. */
  RATE_LIMITS: Type.Optional(Type.Enum(['on', 'off'])),
});

export interface AuthState {
  readonly passwords: PasswordHasher;
  readonly keys: KeyRing;
  /** Nothing to close: hashes end with their calls. */
  readonly close?: never;
}

export type AuthContext = ServiceContext<{ organizations: typeof organizationsContract }, AuthState, Static<typeof AuthConfig>>;
