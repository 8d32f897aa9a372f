import type { AuthorSide } from '@kabinet/contracts/issues/resources';
import { organizationsOf, sideOf } from '@kabinet/contract/principal';
import { isProblem } from '@kabinet/problem';
import type { IssuesContext } from '../context.ts';

/** What somebody is called of whom nobody knows a name any more. */
const NAMELESS = '—';

/** Who writes, as it is kept. */
export interface Writer {
  readonly id: string | null;
  readonly name: string;
  readonly side: AuthorSide;
  /** Where they belong: who may not know of these is not told who it was. */
  readonly organizations: string[];
}

export async function writerOf(context: IssuesContext): Promise<Writer> {
  const { principal } = context.origin;
  const side = sideOf(principal) === 'customer' ? 'customer' : 'support';
  const organizations = organizationsOf(principal);
  if (principal.kind !== 'user') return { id: null, name: context.installation.vendor.ru, side, organizations };
  return { id: principal.id, name: await nameOf(context, principal.id), side, organizations };
}

/** The support where the helpdesk does not say who of it. */
export function helpdeskOf({ installation, state }: Pick<IssuesContext, 'installation' | 'state'>): Writer {
  return { id: null, name: installation.vendor[state.helpdeskLanguage], side: 'support', organizations: [] };
}

/** Names travel in no event: whoever keeps one asks. */
export async function nameOf(context: IssuesContext, userId: string): Promise<string> {
  try {
    return (await context.peersAsService.auth.getMailbox({ params: { id: userId } })).name;
  } catch (error) {
    if (isProblem(error, 'user_not_found')) return NAMELESS;
    throw error;
  }
}

/** A writer as rows keep it. */
export function writerRow({ id, name, side, organizations }: Writer) {
  return { author_id: id, author_name: name, author_side: side, author_organizations: organizations };
}
