const ONE_KEYSTROKE_MS = 500;

export interface StopRequest {
  requested(): boolean;
  /** Resolves on SIGINT or SIGTERM, or with an error when the embedded database was lost. */
  readonly reason: Promise<NodeJS.Signals | Error>;
}

/** Listens for whoever wants this process to end. */
export function stopRequest(databaseLost: Promise<Error> | undefined): StopRequest {
  let requested = false;
  let requestedAt = 0;
  const reason = new Promise<NodeJS.Signals | Error>((resolve) => {
    const stop = (why: NodeJS.Signals | Error): void => {
      if (!requested) requestedAt = Date.now();
      requested = true;
      resolve(why);
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        // Asked twice: the person does not want to wait. The next start recovers.
        // npm passes a terminal's Ctrl-C on, so one keystroke may arrive twice.
        if (requested && signal === 'SIGINT' && Date.now() - requestedAt > ONE_KEYSTROKE_MS) process.exit(130);
        stop(signal);
      });
    }
    void databaseLost?.then(stop);
  });
  return { requested: () => requested, reason };
}
