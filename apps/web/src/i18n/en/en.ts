import { portalWords } from './portal.ts';
import { publicWords } from './public.ts';

export const en = { ...publicWords, ...portalWords } as const;
