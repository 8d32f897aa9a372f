import { defineEvents } from '@kabinet/contract/events';
import { Node } from './resources.ts';

/** Every event carries the organization's whole state, so that followers need no order. */
export const organizationEvents = defineEvents('organizations', {
  organization_created: { type: 'organization.created', summary: 'An organization appeared', data: Node },
  organization_changed: { type: 'organization.changed', summary: 'An organization has other particulars', data: Node },
  organization_moved: {
    type: 'organization.moved',
    summary: 'An organization hangs below another parent, with its descendants',
    data: Node,
  },
});

/** What a follower of the tree subscribes to. */
export const organizationTreeEvents = Object.values(organizationEvents);
