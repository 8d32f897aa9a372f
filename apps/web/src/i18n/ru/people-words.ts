import { closing } from './closing.ts';
import { people } from './people.ts';

/** Слова о людях организации и о её закрытии. */
export const peopleWords = { closing, people } as const;
