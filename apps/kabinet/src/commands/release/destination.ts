import type { PlannedFile } from './plan-release.ts';

/** Where a release goes: a bucket, or a portal that keeps one. */
export interface Destination {
  /** Brings a file into the folder; what is there already is not sent again. `onBytes` hears how many more are there. */
  put(product: string, version: string, file: PlannedFile, onBytes: (bytes: number) => void): Promise<void>;
  /** Waits until the upload is a release or held; undefined where nobody can be asked. */
  outcome(product: string, version: string): Promise<Outcome | undefined>;
}

export interface Outcome {
  readonly state: string;
  readonly faults: readonly {
    readonly file: string | null;
    readonly pointer: string | null;
    readonly code: string;
    readonly detail: string;
  }[];
}
