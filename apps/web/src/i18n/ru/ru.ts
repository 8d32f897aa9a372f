import { deliveryWords } from './delivery.ts';
import { knowledgeWords } from './knowledge-words.ts';
import { guideWords } from './guide-words.ts';
import { portalWords } from './portal.ts';
import { productWords } from './product-words.ts';
import { publicWords } from './public.ts';
import { recordWords } from './records.ts';
import { supportWords } from './support-words.ts';
import { webhookWords } from './webhook-words.ts';

export const ru = {
  ...publicWords,
  ...portalWords,
  ...deliveryWords,
  ...knowledgeWords,
  ...guideWords,
  ...productWords,
  ...recordWords,
  ...supportWords,
  ...webhookWords,
} as const;
