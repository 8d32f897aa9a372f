import { operation } from '@kabinet/contract';
import { anyOf, closed, dateRange, exportQuery, listQuery, organizationFilter, page, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { Issue, IssueChanges, IssueDetails, IssueStatus, NewIssue, Follower, Severity } from './resources.ts';

const params = closed({ id: Uuid });
const issue = { of: 'issue', param: 'id' } as const;
/** Everybody who may know of a request at all; of those that others opened, who holds `issues.read`. */
export const readsIssue = {
  kind: 'permission',
  permission: 'issues.read_own',
  known_by: 'issues.read_own',
  others_by: 'issues.read',
  resource: issue,
} as const;
export const writesIssue = { ...readsIssue, permission: 'issues.write' } as const;

export const issueSorts = ['updated_at', 'created_at', 'number', 'respond_by'] as const;
/** What narrows the list; reports take the same. */
export const issueFilters = {
  ...organizationFilter,
  ...dateRange('created'),
  status: anyOf(IssueStatus),
  severity: anyOf(Severity),
  product_id: anyOf(Uuid),
  license_id: Type.Optional(Uuid),
  certificate_id: Type.Optional(Uuid),
  /** Opened or followed by the caller. */
  mine: Type.Optional(Type.Boolean()),
  assignee_id: Type.Optional(Uuid),
  /** Whether one of the support's people has taken it. */
  assigned: Type.Optional(Type.Boolean()),
  /** Whether its first answer is late. */
  overdue: Type.Optional(Type.Boolean()),
};

export const issueOperations = {
  listIssues: operation({
    summary: 'List support requests',
    method: 'GET',
    path: '/issues',
    access: { kind: 'permission', permission: 'issues.read_own', others_by: 'issues.read' },
    query: listQuery(issueSorts, issueFilters),
    ok: { status: 200, body: page(Issue) },
    problems: [],
  }),
  exportIssues: operation({
    summary: 'All support requests that the list has, for reports: what the caller may see and report on',
    method: 'GET',
    path: '/internal/issues/export',
    access: { kind: 'permission', permission: 'reports.read_issues' },
    query: exportQuery(issueSorts, issueFilters),
    ok: { status: 200, stream: 'rows', body: Issue },
    problems: [],
  }),
  createIssue: operation({
    summary: 'Open a support request',
    method: 'POST',
    path: '/issues',
    access: { kind: 'permission', permission: 'issues.write' },
    body: NewIssue,
    ok: { status: 201, body: IssueDetails },
    problems: ['cabinet_closed'],
    idempotency: 'honoured',
  }),
  getIssue: operation({
    summary: 'Read a support request with its history',
    method: 'GET',
    path: '/issues/{id}',
    access: readsIssue,
    params,
    ok: { status: 200, body: IssueDetails },
    problems: ['issue_not_found'],
  }),
  changeIssue: operation({
    summary: 'Change a support request: its status, severity, subject, version, or who sees it',
    method: 'PATCH',
    path: '/issues/{id}',
    access: writesIssue,
    params,
    body: IssueChanges,
    ok: { status: 200, body: IssueDetails },
    problems: ['issue_not_found', 'issue_merged', 'status_not_allowed', 'cabinet_closed'],
    if_match: 'required',
  }),
  listFollowers: operation({
    summary: 'List who follows a request: who is told of its answers, and sees it though it is private',
    method: 'GET',
    path: '/issues/{id}/followers',
    access: readsIssue,
    params,
    ok: { status: 200, body: closed({ items: Type.Array(Follower) }) },
    problems: ['issue_not_found'],
  }),
  listFollowerCandidates: operation({
    summary: 'List whom the caller may have follow a request, those who do not yet: at most 100, by name',
    method: 'GET',
    path: '/issues/{id}/follower-candidates',
    access: writesIssue,
    params,
    ok: { status: 200, body: closed({ items: Type.Array(Follower) }) },
    problems: ['issue_not_found'],
  }),
  addFollower: operation({
    summary: 'Have somebody of the organization follow a request',
    method: 'PUT',
    path: '/issues/{id}/followers/{user_id}',
    access: writesIssue,
    params: closed({ id: Uuid, user_id: Uuid }),
    ok: { status: 204 },
    problems: ['issue_not_found', 'person_not_found', 'too_many_followers'],
  }),
  removeFollower: operation({
    summary: 'Have somebody follow a request no longer',
    method: 'DELETE',
    path: '/issues/{id}/followers/{user_id}',
    access: writesIssue,
    params: closed({ id: Uuid, user_id: Uuid }),
    ok: { status: 204 },
    problems: ['issue_not_found', 'person_not_found'],
  }),
} as const;
