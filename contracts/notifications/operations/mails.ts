import { operation } from '@kabinet/contract';
import { anyOf, closed, listQuery, organizationFilter, page, Uuid } from '@kabinet/contract/schemas';
import { Mail, MailContent, MailCreatedFilter, MailKind, MailStatus, NotedBounce } from '../resources.ts';

const params = closed({ id: Uuid });
const mail = { of: 'mail', param: 'id' } as const;

export const mailOperations = {
  listMails: operation({
    summary: 'List the mails of the portal',
    method: 'GET',
    path: '/mails',
    access: { kind: 'permission', permission: 'mail.read' },
    /** A client's mails are those to its people, and those about it, such as invitations. */
    query: listQuery(['created_at'], { ...organizationFilter, ...MailCreatedFilter, status: anyOf(MailStatus), kind: anyOf(MailKind) }),
    ok: { status: 200, body: page(Mail) },
    problems: [],
  }),
  getMail: operation({
    summary: 'Read how a mail fares',
    method: 'GET',
    path: '/mails/{id}',
    access: { kind: 'permission', permission: 'mail.read', resource: mail },
    params,
    ok: { status: 200, body: Mail },
    problems: ['mail_not_found'],
  }),
  getMailContent: operation({
    summary: 'Read what a mail says and to whom it goes',
    method: 'GET',
    path: '/mails/{id}/content',
    access: { kind: 'permission', permission: 'mail.read_body', known_by: 'mail.read', resource: mail },
    params,
    ok: { status: 200, body: MailContent },
    problems: ['mail_not_found', 'mail_not_composed'],
  }),
  resendMail: operation({
    summary: 'Send a mail that was kept, failed or came back',
    method: 'POST',
    path: '/mails/{id}/resend',
    access: { kind: 'permission', permission: 'mail.manage', known_by: 'mail.read', resource: mail },
    params,
    ok: { status: 200, body: Mail },
    problems: ['mail_not_found', 'mail_not_resendable', 'no_mail_server'],
    if_match: 'optional',
  }),
  noteBounce: operation({
    summary: 'Bring back a message that a mail server returned to the portal: a delivery status notification (RFC 3464)',
    method: 'POST',
    path: '/mail-bounces',
    access: { kind: 'permission', permission: 'mail.note_bounces', vendor_wide: true },
    upload: { media_types: ['message/rfc822'] },
    body_limit: 10 * 1024 * 1024,
    ok: { status: 200, body: NotedBounce },
    problems: [],
  }),
} as const;
