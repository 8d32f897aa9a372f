/** A reason to stop that the person can act upon: printed without a stack. */
export class CommandError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.name = 'CommandError';
    this.exitCode = exitCode;
  }
}

/** For what goes wrong with a file: the system's reason, without a stack. */
export function cannot(what: 'read' | 'write', file: string, exitCode = 1, advice = ''): (error: unknown) => never {
  return (error) => {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new CommandError(`cannot ${what} ${file}: ${reason}${advice}`, exitCode);
  };
}
