import type { licensesContract } from '@kabinet/contracts/licenses';
import type { organizationsContract } from '@kabinet/contracts/organizations';
import type { productsContract } from '@kabinet/contracts/products';
import type { ServiceContext } from '@kabinet/service';
import type { DocumentsState } from './state.ts';

export type DocumentsContext = ServiceContext<
  { licenses: typeof licensesContract; organizations: typeof organizationsContract; products: typeof productsContract },
  DocumentsState
>;
