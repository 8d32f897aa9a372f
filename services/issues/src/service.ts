import { authContract } from '@kabinet/contracts/auth';
import { issuesContract } from '@kabinet/contracts/issues';
import { licensesContract } from '@kabinet/contracts/licenses';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { productsContract } from '@kabinet/contracts/products';
import { defineService } from '@kabinet/service';
import { closing } from './actions/clear-organization.ts';
import { deliver, deliverDue } from './actions/deliver.ts';
import { escalateIssues } from './actions/escalate-issues.ts';
import { finishUpload } from './actions/finish-upload.ts';
import { readAnnounced } from './actions/hear-helpdesk.ts';
import { readHelpdesk } from './actions/read-helpdesk.ts';
import { republishIssues } from './actions/republish-issues.ts';
import { sweepFiles } from './actions/sweep-files.ts';
import { implementation } from './routes.ts';
import { Config, openState } from './state.ts';
import { subscriptions } from './subscriptions.ts';

export const issues = defineService({
  name: 'issues',
  contract: issuesContract,
  peers: { auth: authContract, licenses: licensesContract, organizations: organizationsContract, products: productsContract },
  implementation,
  subscriptions,
  migrations: new URL('../migrations/', import.meta.url),
  config: Config,
  jobs: {
    escalate_issues: { schedule: '*/5 * * * *', run: escalateIssues },
    clear_organization: { run: closing.run },
    deliver: { run: (context, { issue_id }) => deliver(context, String(issue_id)) },
    exchange: {
      schedule: '* * * * *',
      async run(context) {
        await deliverDue(context);
        await readHelpdesk(context);
      },
    },
    read_ticket: { run: readAnnounced },
    finish_upload: { lane: 'uploads', run: finishUpload },
    sweep_files: { schedule: '37 2 * * *', run: sweepFiles },
  },
  // What reads whole files holds up nothing else.
  lanes: { uploads: 2 },
  open: async (setup) => openState(setup),
  republish: republishIssues,
});
