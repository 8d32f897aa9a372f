import { search } from './search.ts';

/** The words of the search, which is loaded when it is opened. */
export const searchWords = { search } as const;
