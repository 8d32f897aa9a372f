import { authContract } from '@kabinet/contracts/auth';
import { issuesContract } from '@kabinet/contracts/issues';
import { licensesContract } from '@kabinet/contracts/licenses';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { reportsContract } from '@kabinet/contracts/reports';
import { defineService } from '@kabinet/service';
import { forgetReports } from './actions/forget-reports.ts';
import { makeReport } from './actions/make-report.ts';
import { turnDay } from './actions/turn-day.ts';
import { implementation } from './routes.ts';
import { Config, openState } from './state.ts';
import { subscriptions } from './subscriptions.ts';

export const reports = defineService({
  name: 'reports',
  contract: reportsContract,
  peers: { auth: authContract, issues: issuesContract, licenses: licensesContract, organizations: organizationsContract },
  implementation,
  subscriptions,
  migrations: new URL('../migrations/', import.meta.url),
  config: Config,
  // A large report takes minutes: two at once, so that a small one need not wait for it.
  lanes: { making: 2 },
  jobs: {
    // The vendor's day begins in another time zone than the machine's.
    turn_day: { schedule: '*/5 * * * *', run: turnDay },
    make_report: { lane: 'making', run: (context, { id }, signal) => makeReport(context, String(id), signal) },
    forget_reports: { schedule: '47 2 * * *', run: forgetReports },
  },
  open: async (setup) => openState(setup),
});
