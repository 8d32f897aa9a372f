import { authContract } from '@kabinet/contracts/auth';
import { notificationsContract } from '@kabinet/contracts/notifications';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { defineService } from '@kabinet/service';
import { deliverWebhooks } from './actions/deliver-webhooks.ts';
import { forgetOldDeliveries } from './actions/forget-old-deliveries.ts';
import { forgetOldNotices } from './actions/forget-old-notices.ts';
import { forgetOldMails } from './actions/forget-old-mails.ts';
import { mailAnnouncement } from './actions/mail-announcement.ts';
import { mailNotices } from './actions/mail-notices.ts';
import { planWarningsBelow } from './actions/plan-warnings.ts';
import { retryOverdueMails } from './actions/retry-overdue-mails.ts';
import { retryOverdueWebhooks } from './actions/retry-overdue-webhooks.ts';
import { sendMail } from './actions/send-mail.ts';
import { warnOfExpiry } from './actions/warn-of-expiry.ts';
import { implementation } from './routes.ts';
import { Config, openState } from './state.ts';
import { subscriptions } from './subscriptions.ts';

export const notifications = defineService({
  name: 'notifications',
  contract: notificationsContract,
  peers: { auth: authContract, organizations: organizationsContract },
  implementation,
  subscriptions,
  migrations: new URL('../migrations/', import.meta.url),
  config: Config,
  jobs: {
    send_mail: { run: sendMail },
    retry_overdue_mails: { schedule: '*/5 * * * *', run: retryOverdueMails },
    // What waits for the morning, or for the week, goes out with the next of these.
    mail_notices: { schedule: '*/10 * * * *', run: mailNotices },
    // Every hour, so that nobody has to know when the vendor's day begins; the day decides what is due.
    warn_of_expiry: { schedule: '5 * * * *', run: warnOfExpiry },
    plan_warnings: { run: planWarningsBelow },
    mail_announcement: { run: mailAnnouncement },
    // Strangers answer them, as slowly as they like: nothing else waits for that.
    deliver_webhooks: { lane: 'webhooks', run: deliverWebhooks },
    retry_overdue_webhooks: { schedule: '*/5 * * * *', run: retryOverdueWebhooks },
    forget_old_deliveries: { schedule: '57 3 * * *', run: forgetOldDeliveries },
    forget_old_notices: { schedule: '37 3 * * *', run: forgetOldNotices },
    forget_old_mails: { schedule: '47 3 * * *', run: forgetOldMails },
  },
  lanes: { webhooks: 8 },
  open: async (setup) => openState(setup),
});
