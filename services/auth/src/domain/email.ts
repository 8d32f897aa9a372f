/** The form in which addresses are kept and compared: mailboxes are one whatever the case they are typed in. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}
