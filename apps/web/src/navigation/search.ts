import { useNavigate, useSearch } from '@tanstack/react-router';

/** What stands behind the `?` of a page: names and values of the API's own queries. */
export type Search = Readonly<Record<string, string>>;

/** Values stay text: an ИНН is no number. */
export function parseSearch(text: string): Search {
  return Object.fromEntries(new URLSearchParams(text));
}

export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}

export type SearchChanges = Readonly<Record<string, string | undefined>>;

/** The page's search, and a function that changes some of it; undefined takes a parameter away. */
export function usePageSearch(): [Search, (changes: SearchChanges, how?: { replace: boolean }) => void] {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  function change(changes: SearchChanges, { replace } = { replace: false }): void {
    void navigate({ to: '.', search: { ...search, ...changes }, replace, resetScroll: false });
  }
  return [search, change];
}
