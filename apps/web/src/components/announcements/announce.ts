export interface Announcement {
  /** Tells two announcements of the same words apart. */
  readonly id: number;
  readonly text: string;
}

let current: Announcement | undefined;
let made = 0;
const listeners = new Set<() => void>();

/** Tells the person that what they asked for is done; `text` is in their language. The newest takes the place of the one before. */
export function announce(text: string): void {
  show({ id: ++made, text });
}

export function dismissAnnouncement(): void {
  show(undefined);
}

/** For `useSyncExternalStore`. */
export function subscribeToAnnouncements(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentAnnouncement(): Announcement | undefined {
  return current;
}

function show(next: Announcement | undefined): void {
  current = next;
  for (const listener of listeners) listener();
}
