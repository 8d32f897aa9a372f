import type { UserPrincipal } from '@kabinet/contract/principal';
import { problem } from '@kabinet/problem';
import type { AuthContext } from './context.ts';

/** The user who calls; operations that need one are declared `signed_in`. */
export function signedIn(context: AuthContext): UserPrincipal {
  const { principal } = context.origin;
  if (principal.kind !== 'user') throw problem('unauthorized');
  return principal;
}
