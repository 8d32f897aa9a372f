/** Those of the certificates that nobody revoked or suspended: documents have no place to say that one is not in force. */
export function standing<Certificate extends { readonly status: string }>(certificates: readonly Certificate[]): Certificate[] {
  return certificates.filter(({ status }) => status !== 'revoked' && status !== 'suspended');
}
