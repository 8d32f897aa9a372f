import { guides } from './guides.ts';

/** The words around the guides. */
export const guideWords = { guides } as const;
