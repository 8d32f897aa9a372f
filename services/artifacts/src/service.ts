import { artifactsContract } from '@kabinet/contracts/artifacts';
import { defineService } from '@kabinet/service';
import { assembleFile } from './actions/assemble-file.ts';
import { checkUpload } from './actions/check-upload.ts';
import { scanBucket } from './actions/scan-bucket.ts';
import { sweepStore } from './actions/sweep-store.ts';
import { implementation } from './routes.ts';
import { Config, openState } from './state.ts';
import { subscriptions } from './subscriptions.ts';

export const artifacts = defineService({
  name: 'artifacts',
  contract: artifactsContract,
  peers: {},
  implementation,
  subscriptions,
  migrations: new URL('../migrations/', import.meta.url),
  config: Config,
  jobs: {
    scan_bucket: {
      schedule: '* * * * *',
      run: (context, { prefix }) => scanBucket(context, typeof prefix === 'string' ? prefix : ''),
    },
    assemble_file: { run: (context, { id }) => assembleFile(context, String(id)) },
    check_upload: { run: (context, { id }) => checkUpload(context, String(id)) },
    sweep_store: { schedule: '23 2 * * *', run: sweepStore },
  },
  open: async (setup) => openState(setup),
});
