import { useParams } from '@tanstack/react-router';
import type { FunctionComponent } from 'react';
import type { Requirement } from '../session/me.ts';
import type { Words } from '../i18n/i18n.ts';
import type { Search } from './search.ts';

export interface PageInput {
  readonly params: Readonly<Record<string, string>>;
  readonly search: Search;
}

/** What the module of a page exports. */
export interface PageModule {
  /** Without it a person is told who can grant it. */
  readonly permission?: Requirement;
  /** Words beside those of all pages, which are loaded with it. */
  readonly words?: Words | readonly Words[];
  /** Guarantees the data that the page shows, so that the page itself has no branch for loading. */
  readonly load?: (input: PageInput) => Promise<unknown>;
  readonly Page: FunctionComponent;
}

/** A page does not exist without the permission to see it. */
export class ForbiddenPage extends Error {
  readonly permission: Requirement;

  constructor(permission: Requirement) {
    super(`needs ${permission}`);
    this.name = 'ForbiddenPage';
    this.permission = permission;
  }
}

/** A parameter of the page's path. */
export function usePathParameter(name: string): string {
  return pathParameter(useParams({ strict: false }), name);
}

export function pathParameter(params: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = params[name];
  if (value === undefined) throw new Error(`the path of this page has no $${name}`);
  return value;
}
