import { subjectOf, type Event, type EventOf } from '@kabinet/contract/events';
import { authEvents } from '@kabinet/contracts/auth/events';
import type { EventTransport } from '@kabinet/events';
import type { LastingStreams } from '../edge/lasting-streams.ts';
import type { Identity } from './identity.ts';

const { session_ended, sessions_ended, rights_changed, user_changed, token_revoked } = authEvents;
const subjects = [session_ended, sessions_ended, rights_changed, user_changed, token_revoked].map(subjectOf);

/**
 * Forgets at once what auth says is no longer so and ends the streams that rest on it; everything when some of that may have been
 * missed.
 */
export function forgetOnEvents(identity: Identity, lasting: LastingStreams, events: EventTransport): Promise<void> {
  return events.listen(
    subjects,
    (event) => forget(identity, lasting, event),
    () => {
      identity.forgetEverybody();
      lasting.endAll();
    },
  );
}

function forget(identity: Identity, lasting: LastingStreams, event: Event): void {
  switch (subjectOf(event)) {
    case subjectOf(session_ended): {
      const { id, user_id } = (event as EventOf<typeof session_ended>).data;
      identity.forgetUser(user_id, id);
      lasting.endUser(user_id, id);
      return;
    }
    case subjectOf(token_revoked):
      identity.forgetMachines();
      return;
    default:
      // All the others are about one user, who is their subject.
      identity.forgetUser(event.subject);
      lasting.endUser(event.subject);
  }
}
