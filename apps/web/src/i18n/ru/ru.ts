import { deliveryWords } from './delivery.ts';
import { portalWords } from './portal.ts';
import { publicWords } from './public.ts';
import { recordWords } from './records.ts';

export const ru = { ...publicWords, ...portalWords, ...deliveryWords, ...recordWords } as const;
