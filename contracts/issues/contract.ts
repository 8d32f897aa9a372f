import { defineContract } from '@kabinet/contract';
import { conversationOperations } from './conversation-operations.ts';
import { helpdeskOperations } from './helpdesk-operations.ts';
import { deskOperations } from './desk-operations.ts';
import { issueEvents } from './events.ts';
import { issueOperations } from './operations.ts';
import { uploadOperations } from './upload-operations.ts';
import { ratingOperations } from './rating-operations.ts';
import { issueFields, issueProblems } from './problems.ts';

export const issuesContract = defineContract('issues', {
  operations: {
    ...issueOperations,
    ...conversationOperations,
    ...deskOperations,
    ...helpdeskOperations,
    ...ratingOperations,
    ...uploadOperations,
  },
  events: issueEvents,
  problems: issueProblems,
  fields: issueFields,
});
