import { implement } from '@kabinet/contract/implement';
import { notificationsContract } from '@kabinet/contracts/notifications';
import { announce, presentAnnouncement, readAnnouncement } from './actions/announce.ts';
import { changeNotification, deleteNotification } from './actions/change-notification.ts';
import { choosePreferences, readPreferences } from './actions/choose-preferences.ts';
import { changeWebhook, deleteWebhook } from './actions/change-webhook.ts';
import { createWebhook } from './actions/create-webhook.ts';
import { redeliver, testWebhook } from './actions/queue-delivery.ts';
import { listMails, readMail, readMailContent } from './actions/read-mails.ts';
import { countUnread, listReceived, readAll, readReceived } from './actions/read-received.ts';
import { listWebhookDeliveries, listWebhooks, readWebhook, readWebhookDelivery } from './actions/read-webhooks.ts';
import { noteBounce } from './actions/note-bounce.ts';
import { resendMail } from './actions/resend-mail.ts';
import { rotateWebhookSecret } from './actions/rotate-webhook-secret.ts';
import { readDefaults, setDefaults } from './actions/set-defaults.ts';
import { readRetention, setRetention } from './actions/set-retention.ts';
import { streamNotifications } from './actions/stream-notifications.ts';
import { unsubscribe } from './actions/unsubscribe.ts';
import type { NotificationsContext } from './context.ts';
import { fetchAnnouncements, findAnnouncement } from './queries/announcement.ts';
import { mailExists } from './queries/mail.ts';
import { cabinetExists } from './queries/organization.ts';
import { webhookExists } from './queries/webhook.ts';

export const implementation = implement<NotificationsContext>()(notificationsContract, {
  resources: {
    // Mail belongs to no organization: who holds a right to it holds it everywhere.
    mail: async (context, id, scope) => scope.kind === 'everywhere' && mailExists(context.system, id),
    announcement: async (context, id) => (await findAnnouncement(context.system, id)) !== undefined,
    cabinet: cabinetExists,
    webhook: (context, id, scope) => webhookExists(context.db, id, scope),
  },
  handlers: {
    listNotifications: async (context, { query }) => ({ body: await listReceived(context, query) }),
    countUnreadNotifications: async (context) => ({ body: await countUnread(context) }),
    streamNotifications: async (context, { headers }) => {
      return {
        body: streamNotifications(context, headers['last-event-id']),
        headers: { 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
      };
    },
    readNotifications: async (context) => {
      await readAll(context);
      return { body: undefined };
    },
    getNotification: async (context, { params }) => ({ body: await readReceived(context, params.id) }),
    createNotification: async (context, { body }) => {
      const { announcement, version } = await readAnnouncement(context, await announce(context, body));
      return { body: announcement, version, location: `/api/v1/announcements/${announcement.id}` };
    },
    changeNotification: async (context, { params, body }) => {
      await changeNotification(context, params.id, body);
      return { body: await readReceived(context, params.id) };
    },
    deleteNotification: async (context, { params }) => {
      await deleteNotification(context, params.id);
      return { body: undefined };
    },
    listAnnouncements: async (context, { query }) => {
      const page = await fetchAnnouncements(context, query);
      return { body: { ...page, items: page.items.map((row) => presentAnnouncement(row, context.now())) } };
    },
    getAnnouncement: async (context, { params }) => {
      const { announcement, version } = await readAnnouncement(context, params.id);
      return { body: announcement, version };
    },
    getNotificationPreferences: async (context) => ({ body: await readPreferences(context) }),
    putNotificationPreferences: async (context, { body }) => ({ body: await choosePreferences(context, body.items) }),
    getNotificationDefaults: async (context, { params }) => ({ body: await readDefaults(context, params.id) }),
    putNotificationDefaults: async (context, { params, body }) => ({ body: await setDefaults(context, params.id, body) }),
    unsubscribe: async (context, { params }) => {
      await unsubscribe(context, params.token);
      return { body: undefined };
    },
    listMails: async (context, { query }) => ({ body: await listMails(context, query) }),
    getMail: async (context, { params }) => {
      const { mail, version } = await readMail(context, params.id);
      return { body: mail, version };
    },
    getMailContent: async (context, { params }) => {
      return { body: await readMailContent(context, params.id), headers: { 'cache-control': 'no-store' } };
    },
    resendMail: async (context, { params }) => {
      const { mail, version } = await resendMail(context, params.id);
      return { body: mail, version };
    },
    noteBounce: async (context, { upload }) => ({ body: await noteBounce(context, upload) }),
    getRetention: (context) => readRetention(context),
    putRetention: (context, { body }) => setRetention(context, body),
    listWebhooks: async (context, { query }) => ({ body: await listWebhooks(context, query) }),
    createWebhook: async (context, { body }) => {
      const { webhook, version } = await createWebhook(context, body);
      return { body: webhook, version, location: `/api/v1/webhooks/${webhook.id}`, headers: { 'cache-control': 'no-store' } };
    },
    getWebhook: async (context, { params }) => {
      const { webhook, version } = await readWebhook(context, params.id);
      return { body: webhook, version };
    },
    changeWebhook: async (context, { params, body }) => {
      const { webhook, version } = await changeWebhook(context, params.id, body);
      return { body: webhook, version };
    },
    deleteWebhook: async (context, { params }) => {
      await deleteWebhook(context, params.id);
      return { body: undefined };
    },
    rotateWebhookSecret: async (context, { params }) => {
      const { webhook, version } = await rotateWebhookSecret(context, params.id);
      return { body: webhook, version, headers: { 'cache-control': 'no-store' } };
    },
    testWebhook: async (context, { params }) => {
      const delivery = await testWebhook(context, params.id);
      return { body: delivery, location: `/api/v1/webhooks/${params.id}/deliveries/${delivery.id}` };
    },
    listWebhookDeliveries: async (context, { params, query }) => ({ body: await listWebhookDeliveries(context, params.id, query) }),
    getWebhookDelivery: async (context, { params }) => ({ body: await readWebhookDelivery(context, params.id, params.delivery_id) }),
    redeliverWebhook: async (context, { params }) => ({ body: await redeliver(context, params.id, params.delivery_id) }),
  },
});
