export interface AccessToken {
  readonly value: string;
  /** Milliseconds since the epoch, by this browser's clock. */
  readonly expiresAt: number;
}

/** Whose token it is: the `sub` of its payload (RFC 7519). Nothing is decided by it but whether two tokens belong to one person. */
export function subjectOf({ value }: AccessToken): string {
  const payload = (value.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
  return (JSON.parse(atob(payload)) as { sub: string }).sub;
}
