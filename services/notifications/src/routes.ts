import { implement } from '@kabinet/contract/implement';
import { notificationsContract } from '@kabinet/contracts/notifications';
import { listMails, readMail, readMailContent } from './actions/read-mails.ts';
import { resendMail } from './actions/resend-mail.ts';
import type { NotificationsContext } from './context.ts';
import { mailExists } from './queries/mail.ts';

export const implementation = implement<NotificationsContext>()(notificationsContract, {
  // Mail belongs to no organization: who holds a right to it holds it everywhere.
  resources: { mail: async (context, id, scope) => scope.kind === 'everywhere' && mailExists(context.db, id) },
  handlers: {
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
  },
});
