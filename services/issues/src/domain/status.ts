import type { AuthorSide, IssueStatus } from '@kabinet/contracts/issues/resources';

/** Where each side may take a request. The customer says that it is over or that it is not; the rest is the support's to know. */
const MOVES: Readonly<Record<AuthorSide, Readonly<Record<IssueStatus, readonly IssueStatus[]>>>> = {
  customer: {
    new: ['closed'],
    open: ['closed'],
    waiting_for_customer: ['open', 'closed'],
    resolved: ['open', 'closed'],
    closed: ['open'],
  },
  support: {
    new: ['open', 'waiting_for_customer', 'resolved', 'closed'],
    open: ['waiting_for_customer', 'resolved', 'closed'],
    waiting_for_customer: ['open', 'resolved', 'closed'],
    resolved: ['open', 'waiting_for_customer', 'closed'],
    closed: ['open'],
  },
};

export function nextStatuses(side: AuthorSide, from: IssueStatus): readonly IssueStatus[] {
  return MOVES[side][from];
}

/** Whether `side` may take a request there; leaving it where it is, always. */
export function mayMove(side: AuthorSide, from: IssueStatus, to: IssueStatus): boolean {
  return from === to || MOVES[side][from].includes(to);
}

/** Whether it is time to say how a request was dealt with. */
export function isRatable(status: IssueStatus): boolean {
  return status === 'resolved' || status === 'closed';
}

/** Where a request stands once `side` has said something: whose turn it is changes by itself. */
export function statusAfterComment(side: AuthorSide, from: IssueStatus): IssueStatus {
  switch (side) {
    case 'customer':
      return from === 'waiting_for_customer' || from === 'resolved' ? 'open' : from;
    case 'support':
      return from === 'new' ? 'open' : from;
  }
}
