import { deliveryWords } from './delivery.ts';
import { portalWords } from './portal.ts';
import { publicWords } from './public.ts';
import { recordWords } from './records.ts';

export const en = { ...publicWords, ...portalWords, ...deliveryWords, ...recordWords } as const;
