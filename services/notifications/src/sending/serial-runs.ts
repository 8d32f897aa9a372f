/** Runs work about one thing at a time: who comes while it is under way has it done once more instead of beside it. */
export class SerialRuns {
  readonly #underWay = new Map<string, { again: boolean }>();

  async run(key: string, work: () => Promise<void>): Promise<void> {
    const before = this.#underWay.get(key);
    if (before) {
      before.again = true;
      return;
    }
    const run = { again: true };
    this.#underWay.set(key, run);
    try {
      while (run.again) {
        run.again = false;
        await work();
      }
    } finally {
      this.#underWay.delete(key);
    }
  }
}
