import type { FieldFault } from '@kabinet/problem';

/** A licence or a certificate: what has a term and can be decided on. */
export type TermKind = 'license' | 'certificate';
export type Decision = 'none' | 'suspended' | 'revoked';
export type Status = 'scheduled' | 'active' | 'expired' | 'suspended' | 'revoked';

/** Calendar dates in the vendor's time zone, the last day included; `valid_until` null means perpetual. */
export interface Term {
  readonly valid_from: string;
  readonly valid_until: string | null;
  readonly decision: Decision;
}

/** Decisions come before dates: what is revoked stays so whatever its term. */
export function statusOn(today: string, term: Term): Status {
  switch (term.decision) {
    case 'revoked':
    case 'suspended':
      return term.decision;
    case 'none':
      if (term.valid_from > today) return 'scheduled';
      return term.valid_until !== null && term.valid_until < today ? 'expired' : 'active';
  }
}

/** A term must not end before it starts; the pointer names its end, below `at`. */
export function termFaults(from: string, until: string | null, at = ''): FieldFault[] {
  return until !== null && until < from ? [{ pointer: `${at}/valid_until`, code: 'ends_before_start' }] : [];
}

export type Refusal = 'not_suspendable' | 'not_suspended' | 'already_revoked';

/** What a decision turns `before` into, or why it cannot be taken. Revoking is for good. */
export function decide(action: 'suspend' | 'resume' | 'revoke', before: Decision): { to: Decision } | { refusal: Refusal } {
  switch (action) {
    case 'suspend':
      return before === 'none' ? { to: 'suspended' } : { refusal: 'not_suspendable' };
    case 'resume':
      return before === 'suspended' ? { to: 'none' } : { refusal: 'not_suspended' };
    case 'revoke':
      return before === 'revoked' ? { refusal: 'already_revoked' } : { to: 'revoked' };
  }
}
