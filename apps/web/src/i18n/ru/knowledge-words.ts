import { knowledge } from './knowledge.ts';

/** The words of the knowledge base. */
export const knowledgeWords = { knowledge } as const;
