import { artifactsContract } from '@kabinet/contracts/artifacts';
import { licensesContract } from '@kabinet/contracts/licenses';
import { productsContract } from '@kabinet/contracts/products';
import { defineService } from '@kabinet/service';
import { assembleFile } from './actions/assemble-file.ts';
import { checkUpload } from './actions/check-upload.ts';
import { forgetBundles } from './actions/forget-bundles.ts';
import { keepDownloads } from './actions/keep-downloads.ts';
import { scanAdvisories } from './actions/scan-advisories.ts';
import { scanBucket } from './actions/scan-bucket.ts';
import { sweepStore } from './actions/sweep-store.ts';
import { implementation } from './routes.ts';
import { Config, openState } from './state.ts';
import { subscriptions } from './subscriptions.ts';

export const artifacts = defineService({
  name: 'artifacts',
  contract: artifactsContract,
  peers: { licenses: licensesContract, products: productsContract },
  implementation,
  subscriptions,
  migrations: new URL('../migrations/', import.meta.url),
  config: Config,
  // What reads whole files takes minutes: two at once, so that a small upload need not wait for a large one.
  lanes: { large: 2 },
  jobs: {
    scan_bucket: {
      schedule: '* * * * *',
      async run(context, { prefix }) {
        const part = typeof prefix === 'string' ? prefix : '';
        await scanBucket(context, part);
        await scanAdvisories(context, part);
      },
    },
    assemble_file: { lane: 'large', run: (context, { id }) => assembleFile(context, String(id)) },
    check_upload: { lane: 'large', run: (context, { id }) => checkUpload(context, String(id)) },
    forget_bundles: { schedule: '41 3 * * *', run: forgetBundles },
    keep_downloads: { schedule: '11 1 * * *', run: keepDownloads },
    sweep_store: { schedule: '23 2 * * *', lane: 'large', run: sweepStore },
  },
  open: async (setup) => openState(setup),
});
