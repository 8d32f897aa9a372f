import type { IssueStatus, Severity } from '@kabinet/contracts/issues/resources';

/** A real helpdesk with what its engineers do there: the tests of exchange know no more of it. */
export interface Desk {
  readonly url: string;
  /** What tells the portal of it, but for its address. */
  readonly environment: Readonly<Record<string, string>>;
  ticketsOf(number: string): Promise<string[]>;
  ticket(id: string): Promise<{ readonly subject: string; readonly status: string; readonly priority: string }>;
  /** Where a new request stands there once the customer has written into it. */
  readonly afterComment: IssueStatus;
  /** How the helpdesk calls what the portal calls so. */
  readonly statuses: Readonly<Record<IssueStatus, string>>;
  readonly priorities: Readonly<Record<Severity, string>>;
  /** All that its customer may read, in its order, without the description. */
  saidIn(id: string): Promise<string[]>;
  filesIn(id: string): Promise<{ readonly name: string; readonly size: number }[]>;
  answer(id: string, text: string, file?: { readonly name: string; readonly bytes: Buffer }): Promise<void>;
  /** Something internal. */
  note(id: string, text: string, file?: { readonly name: string; readonly bytes: Buffer }): Promise<void>;
  change(id: string, changes: { readonly status?: IssueStatus; readonly severity?: Severity }): Promise<void>;
  /** Merges as its people do; a Redmine's close as a duplicate. */
  merge(id: string, intoId: string): Promise<void>;
  /** The ticket that this one was merged into. */
  mergedInto(id: string): Promise<string | undefined>;
  /** Ends the server as a crash would. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}
