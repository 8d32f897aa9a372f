import { oneLine } from './mail-address.ts';

/** What letters to one reader share: who writes, how the reader is greeted, where the link leads and until when it works. */

export type Locale = 'ru' | 'en';
export type Role = 'owner' | 'license_manager' | 'support_contact' | 'viewer';

/** What auth knows of the reader and of the link. */
export interface MailFacts {
  readonly name: string;
  readonly locale: Locale;
  /** Empty where the mail leads to a page that asks who one is. */
  readonly link_token: string;
  /** RFC 3339. */
  readonly expires_at: string;
  readonly organization: { readonly name: string } | null;
  readonly role: Role | null;
}

/** Who writes, and from where. */
export interface Letterhead {
  readonly publicUrl: string;
  /** In which the reader is told until when the link works. */
  readonly timeZone: string;
  readonly vendor: Readonly<Record<Locale, string>>;
}

/** What all letters share; `path` is where their link leads. */
export function frame({ name, locale, link_token }: MailFacts, { publicUrl, vendor }: Letterhead, path: string) {
  const portal = { ru: 'Личный кабинет', en: 'Customer portal' }[locale];
  return {
    locale,
    greeting: greetingOf(locale, oneLine(name)),
    // Behind the `#` the token reaches no server, and no server's log, when the link is opened.
    link: link_token === '' ? `${publicUrl}${path}` : `${publicUrl}${path}#token=${encodeURIComponent(link_token)}`,
    linkHint: { ru: 'Если кнопка не работает, откройте адрес:', en: 'If the button does not work, open this address:' }[locale],
    sender: `${oneLine(vendor[locale])} · ${portal}`,
    senderUrl: publicUrl,
  };
}

const LONGEST_NAME = 100;

/** Who invites types the name: one that could carry an advertisement or a link in our name is not repeated. */
export function greetingOf(locale: Locale, name: string): string {
  const hello = { ru: 'Здравствуйте', en: 'Hello' }[locale];
  const speakable = name.length <= LONGEST_NAME && /^[\p{L}\p{M}\d .,'’ʼ«»()-]+$/u.test(name) && !/\.\p{Ll}{2}/u.test(name);
  return speakable ? `${hello}, ${name}!` : `${hello}!`;
}

/** `7 декабря 2026 г., 12:00 (GMT+3)` */
export function untilWhen({ locale, expires_at }: MailFacts, timeZone: string): string {
  const language = locale === 'ru' ? 'ru-RU' : 'en-GB';
  const instant = new Date(expires_at);
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone }).format(instant);
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', timeZone, timeZoneName: 'shortOffset' });
  const parts = new Map(clock.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${day}, ${parts.get('hour')}:${parts.get('minute')} (${parts.get('timeZoneName')})`;
}
