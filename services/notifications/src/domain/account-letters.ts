import { frame, untilWhen, type Letterhead, type MailFacts } from './letter-frame.ts';
import type { Letter } from './letter.ts';
import { oneLine } from './mail-address.ts';

/** Letters about the account itself, and to who decides about others. */

/** To the new address. */
export function emailChange(facts: MailFacts, letterhead: Letterhead): Letter {
  const until = untilWhen(facts, letterhead.timeZone);
  const common = { ...frame(facts, letterhead, '/email-changes/confirm'), facts: [] };
  if (facts.locale === 'ru') {
    return {
      ...common,
      subject: 'Подтвердите новый адрес для личного кабинета',
      preview: `Ссылка действует до ${until}.`,
      heading: 'Подтвердите новый адрес',
      paragraphs: ['Этот адрес указали для входа в личный кабинет. Прежний адрес действует, пока вы не откроете ссылку.'],
      button: 'Подтвердить адрес',
      deadline: `Ссылка действует один раз, до ${until}.`,
      caution: 'Не просили об этом? Просто удалите письмо: без вас ничего не изменится.',
    };
  }
  return {
    ...common,
    subject: 'Confirm your new address for the customer portal',
    preview: `The link works until ${until}.`,
    heading: 'Confirm the new address',
    paragraphs: ['This address was given for logging in to the customer portal. The present one stays in force until you open the link.'],
    button: 'Confirm the address',
    deadline: `The link works once, until ${until}.`,
    caution: 'You did not ask for this? Just delete this mail: nothing changes without you.',
  };
}

/** To the address that the account still has. */
export function emailChangeNotice(facts: MailFacts, letterhead: Letterhead): Letter {
  const common = { ...frame(facts, letterhead, '/profile/security'), facts: [], deadline: '' };
  if (facts.locale === 'ru') {
    return {
      ...common,
      subject: 'Адрес вашей учётной записи собираются сменить',
      preview: 'Если это не вы, смените пароль.',
      heading: 'Адрес собираются сменить',
      paragraphs: [
        'Кто-то, кто знает ваш пароль, — наверное, вы — указал для учётной записи другой адрес. Он начнёт действовать, когда там откроют ссылку.',
      ],
      button: 'Открыть настройки безопасности',
      caution: 'Если это не вы, сразу смените пароль: тогда ссылка перестанет действовать.',
    };
  }
  return {
    ...common,
    subject: 'The address of your account is about to change',
    preview: 'If it was not you, change your password.',
    heading: 'The address is about to change',
    paragraphs: [
      'Somebody who knows your password, probably you, gave your account another address. It takes effect when the link sent there is opened.',
    ],
    button: 'Open the security settings',
    caution: 'If it was not you, change your password at once: the link is void then.',
  };
}

/** To an owner. Who asks, and what they typed, stands in the portal only: a mail in our name repeats no stranger's words. */
export function joinRequest(facts: MailFacts, letterhead: Letterhead): Letter {
  const organization = oneLine(facts.organization?.name ?? '');
  const common = { ...frame(facts, letterhead, '/join-requests'), deadline: '' };
  if (facts.locale === 'ru') {
    return {
      ...common,
      subject: `Просят доступ к организации: ${organization}`,
      preview: 'Решение за вами.',
      heading: 'Новая заявка на доступ',
      paragraphs: ['Кто-то просит доступ к организации в личном кабинете. Посмотрите, кто это, и решите, впустить ли его и с какой ролью.'],
      facts: [['Организация', organization]],
      button: 'Посмотреть заявки',
      caution: 'Не знаете этого человека? Отклоните заявку: он ничего не узнает об организации.',
    };
  }
  return {
    ...common,
    subject: `Somebody asks for access: ${organization}`,
    preview: 'It is for you to decide.',
    heading: 'A new request for access',
    paragraphs: [
      'Somebody asks for access to the organization in the customer portal. See who it is, and decide whether to let them in and as what.',
    ],
    facts: [['Organization', organization]],
    button: 'See the requests',
    caution: 'You do not know the person? Decline: they learn nothing of the organization.',
  };
}
