import { guides } from './guides.ts';

/** Слова вокруг руководств. */
export const guideWords = { guides } as const;
