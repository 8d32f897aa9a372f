import { reports } from './reports.ts';
import { support } from './support.ts';

/** The words of the reports, which call requests as their own pages do. */
export const reportWords = { reports, support } as const;
