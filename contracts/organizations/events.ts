import { defineEvents } from '@kabinet/contract/events';
import { closed, LocalizedText, nullable } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { ClosingState } from './closing-resources.ts';
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
  organization_closing: { type: 'organization.closing', summary: 'An organization takes nothing new and is being closed', data: Node },
  organization_closed: { type: 'organization.closed', summary: 'An organization is closed', data: Node },
  organization_reopened: { type: 'organization.reopened', summary: 'An organization is open again', data: Node },
});

/**
 * A service whose part is `asked` does it and tells so by an event of its own; `organization.closing` comes before. In a preview
 * it only counts.
 */
export const closingEvents = defineEvents('organizations', {
  closing_weighing: { type: 'closing.weighing', summary: 'Somebody asks what would stand in the way of a closing', data: ClosingState },
  closing_weighed: { type: 'closing.weighed', summary: 'All parts have told what would stand in the way', data: ClosingState },
  closing_started: { type: 'closing.started', summary: 'The closing of an organization began', data: ClosingState },
  closing_continued: { type: 'closing.continued', summary: 'Further parts of a closing are asked, or asked again', data: ClosingState },
  closing_stuck: { type: 'closing.stuck', summary: 'A part of a closing cannot go on', data: ClosingState },
  closing_refused: { type: 'closing.refused', summary: 'Something stood in the way of a closing', data: ClosingState },
  closing_cancelled: { type: 'closing.cancelled', summary: 'A closing was given up', data: ClosingState },
  closing_completed: { type: 'closing.completed', summary: 'All that an organization had is gone', data: ClosingState },
});

/** The vendor as it presents itself; null where the configuration holds. */
export const vendorEvents = defineEvents('organizations', {
  vendor_changed: {
    type: 'vendor.changed',
    summary: 'The vendor has another name, colour or logo',
    data: closed({ name: nullable(LocalizedText), accent: nullable(Type.String()), logo_hash: nullable(Type.String()) }),
  },
});

/** What asks services to do their part. */
export const closingQuestions = [closingEvents.closing_weighing, closingEvents.closing_started, closingEvents.closing_continued] as const;

/** What a follower of the tree subscribes to. */
export const organizationTreeEvents = Object.values(organizationEvents);
