/** Ten calls pay for one more attempt: while a service is down, trying again must not multiply the load on it. */
const EARNED_PER_CALL = 0.1;
const MOST = 20;

/** What a service's callers in this process may still spend on trying again. */
export class RetryBudget {
  #left = MOST;

  earn(): void {
    this.#left = Math.min(MOST, this.#left + EARNED_PER_CALL);
  }

  /** Whether there is enough for one more attempt, which is then paid for. */
  spend(): boolean {
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
