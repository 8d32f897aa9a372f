import { accessTable, type CustomerRole, type StaffRole, type TokenScope } from '@kabinet/contracts/access';
import { authContract } from '@kabinet/contracts/auth';
import { isProblem, renderProblem } from '@kabinet/problem';
import { platformFields, platformProblems } from '@kabinet/problem/catalogue';
import { clientOf } from '../clients.ts';
import type { Composition } from '../compose.ts';
import { CommandError } from './command-error.ts';

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly staffRoles: readonly string[];
  readonly cabinet?: string;
  readonly role?: string;
}

/** Creates a user who can log in at once: staff, or a member of one organization. What breaks a rule is refused with the rule. */
export async function createAccount(composition: Composition, account: NewAccount): Promise<{ id: string; email: string }> {
  const staff_roles = account.staffRoles.map((role) => oneOf(accessTable.staff, role, 'staff role') as StaffRole);
  const role = account.role === undefined ? undefined : (oneOf(accessTable.customer, account.role, 'role') as CustomerRole);
  if ((account.cabinet === undefined) !== (role === undefined)) throw new CommandError('--cabinet and --role belong together', 2);
  const memberships = account.cabinet !== undefined && role !== undefined ? [{ organization_id: account.cabinet, role }] : [];
  const { email, name, password } = account;
  try {
    const user = await clientOf(composition, authContract).createUser({ body: { email, name, password, staff_roles, memberships } });
    return { id: user.id, email: user.email };
  } catch (error) {
    throw withRules(error);
  }
}

/** Where the person gave what a fault is about. */
const GIVEN_AS: Readonly<Record<string, string>> = {
  '/email': '--email',
  '/name': '--name',
  '/password': 'KABINET_PASSWORD',
  '/memberships/0/organization_id': '--cabinet',
};

function withRules(error: unknown): unknown {
  if (!isProblem(error, 'invalid_body')) return error;
  const fields = { ...platformFields, ...authContract.fields };
  const { errors = [] } = renderProblem(error, platformProblems.invalid_body, fields, { locale: 'en', requestId: '' });
  return new CommandError(errors.map(({ pointer, detail }) => `${GIVEN_AS[pointer] ?? pointer}: ${detail}`).join('\n'), 2);
}

/** Creates a token of the vendor's for a machine; the only time that it is shown. */
export async function createToken(
  composition: Composition,
  name: string,
  scopes: readonly string[],
): Promise<{ token: string; id: string; scopes: string[] }> {
  const known = scopes.map((scope) => oneOf(accessTable.scopes, scope, 'scope') as TokenScope);
  const { token, id, scopes: given } = await clientOf(composition, authContract).createMachineToken({ body: { name, scopes: known } });
  return { token, id, scopes: given };
}

function oneOf(table: Readonly<Record<string, unknown>>, name: string, what: string): string {
  if (!(name in table)) throw new CommandError(`no such ${what}: ${name}; there are: ${Object.keys(table).join(', ')}`, 2);
  return name;
}
