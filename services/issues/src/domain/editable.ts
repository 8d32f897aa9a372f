/** For so long an author may think better of what they wrote or attached. */
export const EDITABLE_MINUTES = 15;

/** RFC 3339, as `created_at`. */
export function editableUntil(created_at: string): string {
  return new Date(Date.parse(created_at) + EDITABLE_MINUTES * 60_000).toISOString();
}

/** Whether it may still be edited or deleted. */
export function isEditable(created_at: string, now: Date): boolean {
  return now.getTime() < Date.parse(editableUntil(created_at));
}
