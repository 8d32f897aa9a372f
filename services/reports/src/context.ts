import type { issuesContract } from '@kabinet/contracts/issues';
import type { licensesContract } from '@kabinet/contracts/licenses';
import type { ServiceContext } from '@kabinet/service';

export type ReportsContext = ServiceContext<{ issues: typeof issuesContract; licenses: typeof licensesContract }>;
