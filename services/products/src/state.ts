import type { ServiceSetup } from '@kabinet/service';
import Type, { type Static } from 'typebox';
import { createCsafValidator, type CsafValidator } from './csaf/validator.ts';

export const Config = Type.Object({
  /** Whom to tell of a vulnerability, for security.txt: a mailto:, https: or tel: address. */
  SECURITY_CONTACT: Type.Optional(Type.String({ pattern: '^(mailto:[^\\s@]+@[^\\s@]+|https://[^\\s]+|tel:[+0-9-]+)$' })),
  /** Where the policy on reported vulnerabilities stands. */
  SECURITY_POLICY_URL: Type.Optional(Type.String({ pattern: '^https://[^\\s]+$' })),
});

export interface ProductsState {
  readonly csaf: CsafValidator;
  readonly security: { readonly contact: string | undefined; readonly policy: string | undefined };
  close(): Promise<void>;
}

export function openState({ config }: ServiceSetup<Static<typeof Config>>): ProductsState {
  const csaf = createCsafValidator();
  return {
    csaf,
    security: { contact: config.SECURITY_CONTACT, policy: config.SECURITY_POLICY_URL },
    close: () => csaf.close(),
  };
}
