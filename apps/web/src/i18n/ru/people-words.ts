import { closing } from './closing.ts';
import { csv } from './csv.ts';
import { people } from './people.ts';

/** Слова о людях организации и о её закрытии. */
export const peopleWords = { closing, csv, people } as const;
