import type { CannedAnswer, NewCannedAnswer } from '@kabinet/contracts/issues/resources';
import { problem } from '@kabinet/problem';
import type { IssuesContext } from '../context.ts';
import { deleteCannedAnswer, findCannedAnswer, isTitleTaken, saveCannedAnswer } from '../queries/canned-answer.ts';

/** Keeps a new answer, or puts it in the place of the one of this id. Throws `canned_answer_not_found`, `title_taken`. */
export async function keepCannedAnswer(context: IssuesContext, given: NewCannedAnswer, id?: string): Promise<CannedAnswer> {
  const answer = { id: id ?? context.newId(), ...given, title: given.title.trim(), updated_at: context.now().toISOString() };
  await context.db.transaction(async (tx) => {
    if (id !== undefined && !(await findCannedAnswer(tx, id))) throw problem('canned_answer_not_found');
    if (await isTitleTaken(tx, answer.title, answer.id)) throw problem('title_taken');
    await saveCannedAnswer(tx, answer);
  });
  return answer;
}

/** Throws `canned_answer_not_found`. */
export async function dropCannedAnswer(context: IssuesContext, id: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    if (!(await deleteCannedAnswer(tx, id))) throw problem('canned_answer_not_found');
  });
}
