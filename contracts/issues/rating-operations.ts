import { operation } from '@kabinet/contract';
import { closed, dateRange, listQuery, page, Uuid } from '@kabinet/contract/schemas';
import { writesIssue } from './operations.ts';
import { IssueDetails, NewRating, RatedIssue, Satisfaction } from './resources.ts';

const manages = { kind: 'permission', permission: 'issues.manage', vendor_wide: true } as const;

/** What customers think of how they were helped. */
export const ratingOperations = {
  rateIssue: operation({
    summary: 'Say how one’s request was dealt with, once it is resolved or closed; the last word counts',
    method: 'PUT',
    path: '/issues/{id}/rating',
    access: writesIssue,
    params: closed({ id: Uuid }),
    body: NewRating,
    ok: { status: 200, body: IssueDetails },
    problems: ['issue_not_found', 'not_the_author', 'not_resolved'],
  }),
  getSatisfaction: operation({
    summary: 'Read how content customers were with the requests that they rated in a time',
    method: 'GET',
    path: '/issue-satisfaction',
    access: manages,
    query: closed(dateRange('rated')),
    ok: { status: 200, body: Satisfaction },
    problems: [],
  }),
  listRatings: operation({
    summary: 'List what customers said of how they were helped',
    method: 'GET',
    path: '/issue-ratings',
    access: manages,
    query: listQuery(['rated_at', 'score'], dateRange('rated')),
    ok: { status: 200, body: page(RatedIssue) },
    problems: [],
  }),
} as const;
