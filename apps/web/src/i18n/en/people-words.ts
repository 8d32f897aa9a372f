import { closing } from './closing.ts';
import { csv } from './csv.ts';
import { people } from './people.ts';

/** The words of an organization’s people, and of its closing. */
export const peopleWords = { closing, csv, people } as const;
