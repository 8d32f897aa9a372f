import type { ReactNode } from 'react';
import type { CallOptions } from '../../../api/transport.ts';
import type { TermStatus } from '@kabinet/contracts/licenses/resources';

/** A licence or certificate as staff manage it. */
export interface ManagedTerm {
  readonly id: string;
  readonly number: string;
  readonly cabinet: { readonly name: string };
  readonly status: TermStatus;
  readonly valid_from: string;
  readonly valid_until: string | null;
}

/** What can be done with licences, and alike with certificates. Each is sent under the version that the person saw. */
export interface TermOperations<Term extends ManagedTerm> {
  /** Where their words stand in the catalogue. */
  readonly kind: 'license' | 'certificate';
  readonly extend: (id: string, validUntil: string, options: CallOptions) => Promise<unknown>;
  readonly suspend: (id: string, reason: string, options: CallOptions) => Promise<unknown>;
  readonly resume: (id: string, options: CallOptions) => Promise<unknown>;
  readonly revoke: (id: string, reason: string, options: CallOptions) => Promise<unknown>;
  /** The present state. */
  readonly read: (id: string) => Promise<Term>;
  /** What stops when it is revoked, for the preview. */
  readonly Losses: (props: { readonly term: Term }) => ReactNode;
}

export interface TermActionProps<Term extends ManagedTerm> {
  readonly term: Term;
  readonly operations: TermOperations<Term>;
  readonly close: () => void;
}
