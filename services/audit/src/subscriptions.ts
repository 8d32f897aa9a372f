import { organizationTreeEvents } from '@kabinet/contracts/organizations/events';
import { followOrganizations, on, onEverything, type Subscription } from '@kabinet/service';
import { recordEntry } from './actions/record-entry.ts';

/**
 * `onEverything` hears what has no handler of its own, so that the tree's events are recorded here by name. Recording
 * comes first: it takes the chain's lock before the tree's, in every consumer, and no move slips past an entry.
 */
export const subscriptions: readonly Subscription[] = [
  ...organizationTreeEvents.map((type) => on(type, recordEntry)),
  ...followOrganizations(organizationTreeEvents),
  onEverything(recordEntry),
];
