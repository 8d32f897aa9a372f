import type { ServiceContext } from '@kabinet/service';

/** Products call nobody and keep nothing beside their database. */
export type ProductsContext = ServiceContext;
