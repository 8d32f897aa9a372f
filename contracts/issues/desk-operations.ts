import { operation } from '@kabinet/contract';
import { closed, NamedRef, nullable, page, Uuid, listQuery } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { CannedAnswer, IssueDetails, NewCannedAnswer, NewNote, Note } from './resources.ts';

const params = closed({ id: Uuid });
const ofIssue = { of: 'issue', param: 'id' } as const;
const known = { known_by: 'issues.read_own', others_by: 'issues.read', resource: ofIssue } as const;
const manages = { kind: 'permission', permission: 'issues.manage', vendor_wide: true } as const;

/** The support's own desk: nothing of it is for customers. */
export const deskOperations = {
  assignIssue: operation({
    summary: 'Have one of the support’s people answer for a request, or nobody',
    method: 'PUT',
    path: '/issues/{id}/assignee',
    access: { kind: 'permission', permission: 'issues.manage', ...known },
    params,
    body: closed({ user_id: nullable(Uuid) }),
    ok: { status: 200, body: IssueDetails },
    problems: ['issue_not_found'],
    if_match: 'optional',
  }),
  mergeIssue: operation({
    summary: 'Merge a request into another one of its organization, where the conversation goes on',
    method: 'POST',
    path: '/issues/{id}/merge',
    access: { kind: 'permission', permission: 'issues.manage', ...known },
    params,
    body: closed({ into_id: Uuid }),
    ok: { status: 200, body: IssueDetails },
    problems: ['issue_not_found', 'issue_merged'],
    if_match: 'optional',
    idempotency: 'honoured',
  }),
  listEngineers: operation({
    summary: 'List whom requests can be assigned to',
    method: 'GET',
    path: '/support-engineers',
    access: { kind: 'permission', permission: 'issues.manage', vendor_wide: true },
    ok: { status: 200, body: closed({ items: Type.Array(NamedRef) }) },
    problems: [],
  }),
  listNotes: operation({
    summary: 'List what the support’s people noted on a request',
    method: 'GET',
    path: '/issues/{id}/notes',
    access: { kind: 'permission', permission: 'issues.read_notes', ...known },
    params,
    ok: { status: 200, body: closed({ items: Type.Array(Note) }) },
    problems: ['issue_not_found'],
  }),
  createNote: operation({
    summary: 'Note something on a request that no customer sees',
    method: 'POST',
    path: '/issues/{id}/notes',
    access: { kind: 'permission', permission: 'issues.manage', ...known },
    params,
    body: NewNote,
    ok: { status: 201, body: Note },
    problems: ['issue_not_found', 'too_many_notes'],
    idempotency: 'honoured',
  }),
  listCannedAnswers: operation({
    summary: 'List the answers that are given often',
    method: 'GET',
    path: '/canned-answers',
    access: manages,
    query: listQuery(['title', 'updated_at'], {}),
    ok: { status: 200, body: page(CannedAnswer) },
    problems: [],
  }),
  createCannedAnswer: operation({
    summary: 'Keep an answer that is given often',
    method: 'POST',
    path: '/canned-answers',
    access: manages,
    body: NewCannedAnswer,
    ok: { status: 201, body: CannedAnswer },
    problems: ['title_taken'],
    idempotency: 'honoured',
  }),
  replaceCannedAnswer: operation({
    summary: 'Replace an answer that is given often',
    method: 'PUT',
    path: '/canned-answers/{id}',
    access: manages,
    params,
    body: NewCannedAnswer,
    ok: { status: 200, body: CannedAnswer },
    problems: ['canned_answer_not_found', 'title_taken'],
  }),
  deleteCannedAnswer: operation({
    summary: 'Give up an answer that was given often',
    method: 'DELETE',
    path: '/canned-answers/{id}',
    access: manages,
    params,
    ok: { status: 204 },
    problems: ['canned_answer_not_found'],
  }),
} as const;
