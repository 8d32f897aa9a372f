import { defineEvents } from '@kabinet/contract/events';
import { closed, Instant, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';
import { ClosingAnswer } from '../organizations/closing-resources.ts';
import { AuthorSide, Delivery, IssueStatus, Severity } from './resources.ts';

/** A request's whole state but for its words and its people, of whom not all who read the audit log may know: what every event of it carries. */
export const IssueState = closed({
  id: Uuid,
  number: Type.String(),
  organization_id: Uuid,
  root_id: Uuid,
  product_id: Uuid,
  license_id: nullable(Uuid),
  certificate_id: nullable(Uuid),
  severity: Severity,
  status: IssueStatus,
  private: Type.Boolean(),
  delivery: Delivery,
  respond_by: nullable(Instant),
  responded_at: nullable(Instant),
  created_at: Instant,
});
export type IssueState = Static<typeof IssueState>;

/** What people are told of. */
export const IssueNews = Type.Enum(['opened', 'answered', 'moved', 'assigned', 'late']);
export type IssueNews = Static<typeof IssueNews>;

const Said = closed({ ...IssueState.properties, comment_id: Uuid, side: AuthorSide });
const Filed = closed({ ...IssueState.properties, attachment_id: Uuid });

/**
 * Every event carries the request's whole state. Of a private request, and of what the support does among itself, no organization is
 * told: its owners read the audit log, and must not find there what they may not see.
 */
export const issueEvents = defineEvents('issues', {
  issue_created: { type: 'issue.created', summary: 'A support request was opened', data: IssueState },
  status_changed: { type: 'issue.status_changed', summary: 'Somebody moved a request to another status', data: IssueState },
  issue_changed: { type: 'issue.changed', summary: 'A request has another severity, subject, version or visibility', data: IssueState },
  issue_merged: {
    type: 'issue.merged',
    summary: 'A request was merged into another one, where its conversation goes on',
    /** Null where not all who know of the one know of the other. */
    data: closed({ ...IssueState.properties, into_id: nullable(Uuid) }),
  },
  issue_separated: { type: 'issue.separated', summary: 'A request that was merged stands for itself again', data: IssueState },
  issue_assigned: { type: 'issue.assigned', summary: 'A request has another assignee', data: IssueState },
  issue_escalated: { type: 'issue.escalated', summary: 'The first answer to a request is due soon, and nobody gave it', data: IssueState },
  followers_changed: { type: 'issue.followers_changed', summary: 'Others follow a request', data: IssueState },
  issue_rated: {
    type: 'issue.rated',
    summary: 'The author of a request said how it was dealt with',
    data: closed({ ...IssueState.properties, score: Type.Integer() }),
  },
  issue_commented: { type: 'issue.commented', summary: 'Somebody commented on a request', data: Said },
  comment_changed: { type: 'issue.comment_changed', summary: 'A comment was edited by its author', data: Said },
  comment_deleted: { type: 'issue.comment_deleted', summary: 'A comment was deleted by its author', data: Said },
  attachment_added: { type: 'issue.attachment_added', summary: 'A file was attached to a request', data: Filed },
  attachment_deleted: { type: 'issue.attachment_deleted', summary: 'A file of a request was deleted', data: Filed },
  /** For who tells people of it, and of no organization; beside the event of what happened. */
  issue_news: {
    type: 'issue.news',
    summary: 'People have to be told of a request',
    data: closed({
      id: Uuid,
      number: Type.String(),
      status: IssueStatus,
      organization_id: Uuid,
      root_id: Uuid,
      news: IssueNews,
      assignee_id: nullable(Uuid),
      follower_ids: Type.Array(Uuid),
    }),
  },
  organization_cleared: {
    type: 'organization.cleared',
    summary: 'All support requests of an organization that is being closed are closed',
    data: ClosingAnswer,
  },
  organization_not_cleared: {
    type: 'organization.not_cleared',
    summary: 'Open support requests stand in the way of a closing',
    data: ClosingAnswer,
  },
  note_added: {
    type: 'issue.note_added',
    summary: 'The support noted something on a request',
    data: closed({ id: Uuid, note_id: Uuid }),
  },
});
