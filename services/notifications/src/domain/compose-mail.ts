import type { MailKind } from '@kabinet/contracts/notifications/resources';
import { emailChange, emailChangeNotice, joinRequest } from './account-letters.ts';
import { codesReplaced, factorDisabled, factorEnabled } from './factor-letters.ts';
import { frame, untilWhen, type Letterhead, type Locale, type MailFacts, type Role } from './letter-frame.ts';
import { layOutHtml, layOutText, type Letter } from './letter.ts';
import { oneLine } from './mail-address.ts';

/** Mails about one thing each. */
type SingleMailKind = Exclude<MailKind, 'notices'>;

export interface ComposedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The mail in the reader's language, as text and as HTML. */
export function composeMail(kind: SingleMailKind, facts: MailFacts, letterhead: Letterhead): ComposedMail {
  const letter = letters[kind](facts, letterhead);
  return { subject: letter.subject, text: layOutText(letter), html: layOutHtml(letter) };
}

const letters: Readonly<Record<SingleMailKind, (facts: MailFacts, letterhead: Letterhead) => Letter>> = {
  invitation,
  password_reset: passwordReset,
  email_change: emailChange,
  email_change_notice: emailChangeNotice,
  join_request: joinRequest,
  second_factor_enabled: factorEnabled,
  second_factor_disabled: factorDisabled,
  recovery_codes_replaced: codesReplaced,
};

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
