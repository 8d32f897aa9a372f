import type { authContract } from '@kabinet/contracts/auth';
import type { productsContract } from '@kabinet/contracts/products';
import type { ServiceContext } from '@kabinet/service';
import type { KnowledgeState } from './state.ts';

export type KnowledgeContext = ServiceContext<{ auth: typeof authContract; products: typeof productsContract }, KnowledgeState>;
