import { authContract } from '@kabinet/contracts/auth';
import { notificationsContract } from '@kabinet/contracts/notifications';
import { defineService } from '@kabinet/service';
import { forgetOldMails } from './actions/forget-old-mails.ts';
import { retryOverdueMails } from './actions/retry-overdue-mails.ts';
import { sendMail } from './actions/send-mail.ts';
import { implementation } from './routes.ts';
import { Config, openState } from './state.ts';
import { subscriptions } from './subscriptions.ts';

export const notifications = defineService({
  name: 'notifications',
  contract: notificationsContract,
  peers: { auth: authContract },
  implementation,
  subscriptions,
  migrations: new URL('../migrations/', import.meta.url),
  // Mail is the vendor's.
  tenantless: true,
  config: Config,
  jobs: {
    send_mail: { run: sendMail },
    retry_overdue_mails: { schedule: '*/5 * * * *', run: retryOverdueMails },
    forget_old_mails: { schedule: '47 3 * * *', run: forgetOldMails },
  },
  open: async (setup) => openState(setup),
});
