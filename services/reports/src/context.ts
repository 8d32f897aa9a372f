import type { authContract } from '@kabinet/contracts/auth';
import type { issuesContract } from '@kabinet/contracts/issues';
import type { licensesContract } from '@kabinet/contracts/licenses';
import type { organizationsContract } from '@kabinet/contracts/organizations';
import type { ServiceContext } from '@kabinet/service';
import type { ReportsState } from './state.ts';

export type ReportsContext = ServiceContext<
  {
    auth: typeof authContract;
    issues: typeof issuesContract;
    licenses: typeof licensesContract;
    organizations: typeof organizationsContract;
  },
  ReportsState
>;
