import { layOutHtml, layOutText, type Letter } from './letter.ts';
import { oneLine } from './mail-address.ts';

type Locale = 'ru' | 'en';
type Role = 'owner' | 'license_manager' | 'support_contact' | 'viewer';

/** What auth knows of the reader and of the link. */
export interface MailFacts {
  readonly name: string;
  readonly locale: Locale;
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

export interface ComposedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The mail in the reader's language, as text and as HTML. */
export function composeMail(kind: 'invitation' | 'password_reset', facts: MailFacts, letterhead: Letterhead): ComposedMail {
  const letter = kind === 'invitation' ? invitation(facts, letterhead) : passwordReset(facts, letterhead);
  return { subject: letter.subject, text: layOutText(letter), html: layOutHtml(letter) };
}

const roleNames: Readonly<Record<Role, Readonly<Record<Locale, string>>>> = {
  owner: { ru: 'владелец', en: 'owner' },
  license_manager: { ru: 'менеджер лицензий', en: 'license manager' },
  support_contact: { ru: 'контакт по техподдержке', en: 'support contact' },
  viewer: { ru: 'наблюдатель', en: 'viewer' },
};

function invitation(facts: MailFacts, letterhead: Letterhead): Letter {
  const organization = oneLine(facts.organization?.name ?? '');
  const role = facts.role && roleNames[facts.role][facts.locale];
  const until = untilWhen(facts, letterhead.timeZone);
  const common = frame(facts, letterhead, '/invitations/accept');
  if (facts.locale === 'ru') {
    return {
      ...common,
      subject: `Приглашение в личный кабинет: ${organization}`,
      preview: `Примите приглашение до ${until}.`,
      heading: 'Вас пригласили в личный кабинет',
      paragraphs: ['В личном кабинете видны лицензии и сертификаты организации, там же она обращается в техническую поддержку.'],
      facts: [['Организация', organization], ...(role ? [['Ваша роль', role] as const] : [])],
      button: 'Принять приглашение',
      deadline: `Ссылка действует один раз, до ${until}.`,
      caution: 'Не ждали приглашения? Просто удалите письмо: без вас ничего не произойдёт.',
    };
  }
  return {
    ...common,
    subject: `Invitation to the customer portal: ${organization}`,
    preview: `Accept the invitation by ${until}.`,
    heading: 'You are invited to the customer portal',
    paragraphs: ['The portal shows the licences and certificates of the organization, and is where it turns to technical support.'],
    facts: [['Organization', organization], ...(role ? [['Your role', role] as const] : [])],
    button: 'Accept the invitation',
    deadline: `The link works once, until ${until}.`,
    caution: 'You did not expect an invitation? Just delete this mail: nothing happens without you.',
  };
}

function passwordReset(facts: MailFacts, letterhead: Letterhead): Letter {
  const until = untilWhen(facts, letterhead.timeZone);
  const common = { ...frame(facts, letterhead, '/password-reset'), facts: [] };
  if (facts.locale === 'ru') {
    return {
      ...common,
      subject: 'Новый пароль для личного кабинета',
      preview: `Ссылка действует до ${until}.`,
      heading: 'Задайте новый пароль',
      paragraphs: ['Кто-то — наверное, вы — попросил сменить пароль вашей учётной записи. После смены все открытые сеансы завершатся.'],
      button: 'Задать новый пароль',
      deadline: `Ссылка действует один раз, до ${until}.`,
      caution: 'Не просили об этом? Удалите письмо: старый пароль продолжит действовать.',
    };
  }
  return {
    ...common,
    subject: 'A new password for the customer portal',
    preview: `The link works until ${until}.`,
    heading: 'Choose a new password',
    paragraphs: ['Somebody, probably you, asked to change the password of your account. Once it is changed, all open sessions end.'],
    button: 'Choose a new password',
    deadline: `The link works once, until ${until}.`,
    caution: 'You did not ask for this? Delete this mail: the old password stays in force.',
  };
}

function frame({ name, locale, link_token }: MailFacts, { publicUrl, vendor }: Letterhead, path: string) {
  const portal = { ru: 'Личный кабинет', en: 'Customer portal' }[locale];
  return {
    locale,
    greeting: greetingOf(locale, oneLine(name)),
    // Behind the `#` the token reaches no server, and no server's log, when the link is opened.
    link: `${publicUrl}${path}#token=${encodeURIComponent(link_token)}`,
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
function untilWhen({ locale, expires_at }: MailFacts, timeZone: string): string {
  const language = locale === 'ru' ? 'ru-RU' : 'en-GB';
  const instant = new Date(expires_at);
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone }).format(instant);
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', timeZone, timeZoneName: 'shortOffset' });
  const parts = new Map(clock.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${day}, ${parts.get('hour')}:${parts.get('minute')} (${parts.get('timeZoneName')})`;
}
