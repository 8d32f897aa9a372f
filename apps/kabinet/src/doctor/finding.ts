/** What was looked at, whether it is as it should be, and what to do when it is not. */
export interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
}

const LONGEST_MS = 10_000;

/** Looks once: `look` answers what it found, or throws what is wrong. Whoever does not answer for 10 s is as good as away. */
export async function finding(check: string, look: (signal: AbortSignal) => Promise<string>): Promise<Finding> {
  const signal = AbortSignal.timeout(LONGEST_MS);
  const silent = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('no answer'))));
  try {
    return { check, ok: true, detail: await Promise.race([look(signal), silent]) };
  } catch (error) {
    return { check, ok: false, detail: messageOf(error) };
  }
}

/** The reason in words; some errors have a code only, and `fetch` hides it in the cause. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, cause } = error as { code?: string; cause?: unknown };
  if (error instanceof TypeError && cause instanceof Error) return messageOf(cause);
  if (error instanceof AggregateError && error.message === '') return [...new Set(error.errors.map(messageOf))].join('; ');
  return error.message === '' ? (code ?? error.name) : error.message;
}
