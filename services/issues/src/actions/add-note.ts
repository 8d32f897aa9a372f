import { issueEvents } from '@kabinet/contracts/issues/events';
import type { Note } from '@kabinet/contracts/issues/resources';
import { problem } from '@kabinet/problem';
import type { IssuesContext } from '../context.ts';
import { lockIssue, updateIssue } from '../queries/issue.ts';
import { countNotes, insertNote } from '../queries/note.ts';
import { writerOf } from './author.ts';

/** Of one request. */
const MOST_NOTES = 500;

/** Notes something among the support's people, which moves the request in no list of a customer's. */
export async function addNote(context: IssuesContext, issueId: string, body: string): Promise<Note> {
  const author = await writerOf(context);
  const { organizations: _, ...shown } = author;
  const note: Note = { id: context.newId(), author: shown, body, created_at: context.now().toISOString() };
  await context.db.transaction(async (tx) => {
    const issue = await lockIssue(tx, issueId);
    if (!issue) throw problem('issue_not_found');
    if ((await countNotes(tx, issueId)) >= MOST_NOTES) throw problem('too_many_notes', { params: { limit: MOST_NOTES } });
    const { id, created_at } = note;
    await insertNote(tx, { id, issue_id: issueId, author_id: author.id, author_name: author.name, body, created_at });
    await updateIssue(tx, issueId, {}, issue.updated_at);
    const told = { subject: issueId, version: issue.version + 1, organization_id: null, root_id: null };
    await context.publish(tx, issueEvents.note_added, { ...told, data: { id: issueId, note_id: id } });
  });
  return note;
}
