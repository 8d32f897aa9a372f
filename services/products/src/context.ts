import type { Peers, ServiceContext } from '@kabinet/service';
import type { ProductsState } from './state.ts';

/** Products call nobody: what organizations hold comes by events. */
export type ProductsContext = ServiceContext<Peers, ProductsState>;
