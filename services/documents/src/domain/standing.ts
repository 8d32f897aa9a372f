/**
 * Those of the certificates that nobody revoked or suspended, as documents have no place to say that one is not in force, and
 * that cover something: their units may have been transferred away.
 */
export function standing<Certificate extends { readonly status: string; readonly quantity: number }>(
  certificates: readonly Certificate[],
): Certificate[] {
  return certificates.filter(({ status, quantity }) => status !== 'revoked' && status !== 'suspended' && quantity > 0);
}
