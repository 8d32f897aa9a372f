import { titleOf, type Answer, type Target } from './answers.ts';

/** Something that a caller was told or let do against the access table. */
export interface Violation {
  readonly operation: string;
  readonly caller: string;
  /** `own`, `child`, … for what is asked about, or the place where an id stood. */
  readonly about: string;
  readonly what: string;
}

export class Violations {
  readonly found: Violation[] = [];

  add(target: Pick<Target, 'service' | 'name'>, caller: string, about: string, what: string): void {
    this.found.push({ operation: titleOf(target), caller, about, what });
  }
}

/** One line per violation: what the failing test shows. */
export function described(violations: readonly Violation[]): string[] {
  return violations.map(({ operation, caller, about, what }) => `${operation}, ${caller}, ${about}: ${what}`);
}

export function shortened({ code, text }: Answer): string {
  return `${code} ${text.slice(0, 300)}`;
}
