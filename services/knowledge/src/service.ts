import { authContract } from '@kabinet/contracts/auth';
import { knowledgeContract } from '@kabinet/contracts/knowledge';
import { productsContract } from '@kabinet/contracts/products';
import { defineService } from '@kabinet/service';
import { republishArticles } from './actions/republish-articles.ts';
import { tidy } from './actions/tidy.ts';
import { implementation } from './routes.ts';
import { Config, openState } from './state.ts';
import { subscriptions } from './subscriptions.ts';

export const knowledge = defineService({
  name: 'knowledge',
  contract: knowledgeContract,
  peers: { auth: authContract, products: productsContract },
  implementation,
  subscriptions,
  migrations: new URL('../migrations/', import.meta.url),
  config: Config,
  jobs: { tidy: { schedule: '41 2 * * *', run: tidy } },
  open: async (setup) => openState(setup),
  republish: republishArticles,
});
