import { defineContract } from '@kabinet/contract';
import { deskOperations } from './desk-operations.ts';
import { articleEvents } from './events.ts';
import { articleOperations } from './operations.ts';
import { knowledgeFields, knowledgeProblems } from './problems.ts';

export const knowledgeContract = defineContract('knowledge', {
  operations: { ...articleOperations, ...deskOperations },
  events: articleEvents,
  problems: knowledgeProblems,
  fields: knowledgeFields,
});
