import { helpdesk } from './helpdesk.ts';
import { rating } from './rating.ts';
import { support } from './support.ts';

/** The words of support requests. */
export const supportWords = { helpdesk, rating, support } as const;
