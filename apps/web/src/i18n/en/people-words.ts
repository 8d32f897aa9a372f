import { closing } from './closing.ts';
import { people } from './people.ts';

/** The words of an organization’s people, and of its closing. */
export const peopleWords = { closing, people } as const;
