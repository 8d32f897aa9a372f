import type { authContract } from '@kabinet/contracts/auth';
import type { licensesContract } from '@kabinet/contracts/licenses';
import type { organizationsContract } from '@kabinet/contracts/organizations';
import type { productsContract } from '@kabinet/contracts/products';
import type { ServiceContext } from '@kabinet/service';
import type { IssuesState } from './state.ts';

export type IssuesContext = ServiceContext<
  {
    auth: typeof authContract;
    licenses: typeof licensesContract;
    organizations: typeof organizationsContract;
    products: typeof productsContract;
  },
  IssuesState
>;
