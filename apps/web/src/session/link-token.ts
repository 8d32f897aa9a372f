let taken: string | null | undefined;

/**
 * The secret behind the `#` of a link from a mail: `#token=…`. Taken out of the address at once, so that it does not stay in the
 * history; read again from memory when the page is drawn again.
 */
export function takeLinkToken(): string | null {
  const fresh = new URLSearchParams(location.hash.slice(1)).get('token');
  if (fresh !== null) {
    taken = fresh;
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  return taken ?? null;
}
