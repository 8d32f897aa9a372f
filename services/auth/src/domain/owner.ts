/** Whether a membership lets its person run the organization: an owner whose people were not switched off. */
export function runsOrganization({ role, disabled }: { readonly role: string; readonly disabled: readonly string[] }): boolean {
  return role === 'owner' && !disabled.includes('people');
}
