import { advisoryWords } from './advisory-words.ts';
import { consoleWords } from './console.ts';
import { deliveryWords } from './delivery.ts';
import { knowledgeWords } from './knowledge-words.ts';
import { guideWords } from './guide-words.ts';
import { peopleWords } from './people-words.ts';
import { portalWords } from './portal.ts';
import { productWords } from './product-words.ts';
import { publicWords } from './public.ts';
import { recordWords } from './records.ts';
import { reportWords } from './report-words.ts';
import { searchWords } from './search-words.ts';
import { supportWords } from './support-words.ts';
import { termWords } from './term-words.ts';
import { webhookWords } from './webhook-words.ts';

export const en = {
  ...publicWords,
  ...advisoryWords,
  ...portalWords,
  ...consoleWords,
  ...deliveryWords,
  ...knowledgeWords,
  ...guideWords,
  ...peopleWords,
  ...productWords,
  ...recordWords,
  ...reportWords,
  ...searchWords,
  ...supportWords,
  ...termWords,
  ...webhookWords,
} as const;
