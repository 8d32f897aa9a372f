import type { LinkMailKind } from '@kabinet/contracts/auth/resources';
import type { FactorMailKind } from '@kabinet/contracts/notifications/resources';
import { isProblem } from '@kabinet/problem';
import { vendorName } from '@kabinet/service';
import type { NotificationsContext } from '../context.ts';
import { composeMail, type ComposedMail } from '../domain/compose-mail.ts';
import { composeNotices } from '../domain/compose-notices.ts';
import type { FailureReason } from '../domain/delivery.ts';
import { isSingleAddress } from '../domain/mail-address.ts';
import { wordsOf } from '../domain/words.ts';
import { fetchMailed } from '../queries/mail-item.ts';
import type { MailRow } from '../queries/mail.ts';
import { sealSubscription } from '../unsubscribing.ts';

/** A mail that can be handed over, or why there is none. */
export interface PreparedMail {
  readonly email: string;
  readonly locale: 'ru' | 'en';
  readonly content: ComposedMail;
  /** Where its reader ends mails of its kind; missing for answers to what people did. */
  readonly unsubscribeUrl?: string;
}

type Preparation = PreparedMail | { readonly failure: FailureReason };

/** Composes a mail from what is so now: nobody is sent a link that is over, nor what was withdrawn. */
export async function prepareMail(context: NotificationsContext, mail: MailRow): Promise<Preparation> {
  const prepared = await prepareKind(context, mail);
  return 'failure' in prepared || isSingleAddress(prepared.email) ? prepared : { failure: 'bad_address' };
}

function prepareKind(context: NotificationsContext, { id, kind, reference_id, reader_id }: MailRow): Promise<Preparation> {
  switch (kind) {
    case 'notices':
      return prepareNotices(context, id);
    case 'second_factor_enabled':
    case 'second_factor_disabled':
    case 'recovery_codes_replaced':
      return prepareFactorMail(context, kind, reader_id ?? '');
    default:
      return prepareLink(context, kind, reference_id);
  }
}

async function prepareFactorMail(context: NotificationsContext, kind: FactorMailKind, readerId: string): Promise<Preparation> {
  const reader = await unlessGone(context.peersAsService.auth.getMailbox({ params: { id: readerId } }), 'user_not_found');
  if (!reader) return { failure: 'nothing_to_tell' };
  const facts = { ...reader, link_token: '', expires_at: '', organization: null, role: null };
  return { email: reader.email, locale: reader.locale, content: composeMail(kind, facts, await letterheadOf(context)) };
}

/** The link was used, withdrawn or has expired when auth knows of nobody. */
async function prepareLink(context: NotificationsContext, kind: LinkMailKind, id: string): Promise<Preparation> {
  const recipient = await unlessGone(context.peersAsService.auth.getMailRecipient({ body: { kind, id } }), 'mail_recipient_not_found');
  if (!recipient) return { failure: 'link_over' };
  const { email, locale } = recipient;
  return { email, locale, content: composeMail(kind, recipient, await letterheadOf(context)) };
}

async function prepareNotices(context: NotificationsContext, mailId: string): Promise<Preparation> {
  const mailed = await fetchMailed(context.system, mailId);
  const [first] = mailed;
  const reader = first && (await unlessGone(context.peersAsService.auth.getMailbox({ params: { id: first.user_id } }), 'user_not_found'));
  if (!first || !reader) return { failure: 'nothing_to_tell' };
  const { installation } = context;
  const kinds = [...new Set(mailed.map(({ kind }) => kind))];
  const token = sealSubscription({ userId: first.user_id, kinds }, installation.secret);
  const news = mailed.map(({ data }) => wordsOf(data, reader.locale, context.today()));
  const content = composeNotices(news, reader, await letterheadOf(context), `${installation.publicUrl}/unsubscribe#token=${token}`);
  return { ...reader, content, unsubscribeUrl: `${installation.publicUrl}/api/v1/unsubscribe/${token}` };
}

async function letterheadOf(context: NotificationsContext) {
  return { ...context.installation, vendor: await vendorName(context) };
}

async function unlessGone<T>(answer: Promise<T>, code: string): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isProblem(error, code)) return undefined;
    throw error;
  }
}
