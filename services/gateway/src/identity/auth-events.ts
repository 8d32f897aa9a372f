import { subjectOf, type Event, type EventOf } from '@kabinet/contract/events';
import { authEvents } from '@kabinet/contracts/auth/events';
import type { EventTransport } from '@kabinet/events';
import type { Identity } from './identity.ts';

const { session_ended, sessions_ended, rights_changed, user_changed, token_revoked } = authEvents;
const subjects = [session_ended, sessions_ended, rights_changed, user_changed, token_revoked].map(subjectOf);

/** Forgets at once what auth says is no longer so, and everything when some of that may have been missed. */
export function forgetOnEvents(identity: Identity, events: EventTransport): Promise<void> {
  return events.listen(
    subjects,
    (event) => forget(identity, event),
    () => identity.forgetEverybody(),
  );
}

function forget(identity: Identity, event: Event): void {
  switch (subjectOf(event)) {
    case subjectOf(session_ended): {
      const { id, user_id } = (event as EventOf<typeof session_ended>).data;
      identity.forgetUser(user_id, id);
      return;
    }
    case subjectOf(token_revoked):
      identity.forgetMachines();
      return;
    default:
      // All the others are about one user, who is their subject.
      identity.forgetUser(event.subject);
  }
}
