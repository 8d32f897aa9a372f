import { portalWords } from './portal.ts';
import { publicWords } from './public.ts';

export const ru = { ...publicWords, ...portalWords } as const;
