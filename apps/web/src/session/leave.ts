import { api } from '../api/api.ts';
import { isApiProblem } from '../api/problem.ts';
import { session } from './session.ts';

/** Ends the session here, or all of the person's sessions. A session that has ended already is as good. */
export async function logOut(where: 'here' | 'everywhere'): Promise<void> {
  try {
    await (where === 'here' ? api.auth.deleteJwt({}) : api.auth.endSessions({}));
  } catch (error) {
    if (!isApiProblem(error, 'unauthorized')) throw error;
  }
  session.signOut();
}
