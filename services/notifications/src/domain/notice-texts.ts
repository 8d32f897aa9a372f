import type { Text } from '@kabinet/problem';

/** Every word of notices that is not data; `phrase` puts the parameters in. */

export type TermKind = 'license' | 'certificate';
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'none';
export type ReleaseKind = 'major' | 'update' | 'hotfix' | 'security';
export type TransferSide = 'giver' | 'receiver';
export type TransferStatus = 'pending' | 'done' | 'returned' | 'declined' | 'withdrawn';
export type TermChange = 'issued' | 'extended' | 'renewed' | 'suspended' | 'resumed' | 'revoked';

/** What happens to a support request; the first two are for the support. */
export type IssueNews = 'issue_opened' | 'issue_late' | 'issue_assigned' | 'issue_answered' | 'issue_moved';
export type IssueStatus = 'new' | 'open' | 'waiting_for_customer' | 'resolved' | 'closed';

export const ISSUE_TITLES: Readonly<Record<IssueNews, Text>> = {
  issue_opened: { ru: 'Новый запрос {number}', en: 'New support request {number}' },
  issue_late: { ru: 'На запрос {number} пора ответить', en: 'Support request {number} is to be answered soon' },
  issue_assigned: { ru: 'Запрос {number} теперь ваш', en: 'Support request {number} is yours now' },
  issue_answered: { ru: 'Новый ответ в запросе {number}', en: 'A new answer in support request {number}' },
  issue_moved: { ru: 'Запрос {number}: {status}', en: 'Support request {number}: {status}' },
};
export const ISSUE_STATUSES: Readonly<Record<IssueStatus, Text>> = {
  new: { ru: 'новый', en: 'new' },
  open: { ru: 'в работе', en: 'open' },
  waiting_for_customer: { ru: 'ждёт ответа заказчика', en: 'waiting for the customer' },
  resolved: { ru: 'решён', en: 'resolved' },
  closed: { ru: 'закрыт', en: 'closed' },
};

export const TERM_TITLES: Readonly<Record<TermChange, Readonly<Record<TermKind, Text>>>> = {
  issued: {
    license: { ru: 'Новая лицензия {number}', en: 'New licence {number}' },
    certificate: { ru: 'Новый сертификат {number}', en: 'New certificate {number}' },
  },
  extended: {
    license: { ru: 'Срок лицензии {number} изменён', en: 'The term of licence {number} has changed' },
    certificate: { ru: 'Срок сертификата {number} изменён', en: 'The term of certificate {number} has changed' },
  },
  renewed: {
    license: { ru: 'Лицензия {number} продлена', en: 'Licence {number} is renewed' },
    certificate: { ru: 'Сертификат {number} продлён', en: 'Certificate {number} is renewed' },
  },
  suspended: {
    license: { ru: 'Лицензия {number} приостановлена', en: 'Licence {number} is suspended' },
    certificate: { ru: 'Сертификат {number} приостановлен', en: 'Certificate {number} is suspended' },
  },
  resumed: {
    license: { ru: 'Лицензия {number} снова действует', en: 'Licence {number} is in force again' },
    certificate: { ru: 'Сертификат {number} снова действует', en: 'Certificate {number} is in force again' },
  },
  revoked: {
    license: { ru: 'Лицензия {number} отозвана', en: 'Licence {number} is revoked' },
    certificate: { ru: 'Сертификат {number} отозван', en: 'Certificate {number} is revoked' },
  },
};

export const ENDS = {
  today: {
    license: { ru: 'Сегодня последний день лицензии {number}', en: 'Today is the last day of licence {number}' },
    certificate: { ru: 'Сегодня последний день сертификата {number}', en: 'Today is the last day of certificate {number}' },
  },
  later: {
    license: {
      ru: 'Лицензия {number} закончится через {days} {days:день|дня|дней}',
      en: 'Licence {number} ends in {days} {days:day|days}',
    },
    certificate: {
      ru: 'Сертификат {number} закончится через {days} {days:день|дня|дней}',
      en: 'Certificate {number} ends in {days} {days:day|days}',
    },
  },
  over: {
    license: { ru: 'Лицензия {number} закончилась', en: 'Licence {number} has ended' },
    certificate: { ru: 'Сертификат {number} закончился', en: 'Certificate {number} has ended' },
  },
} as const;

export const SEVERITIES: Readonly<Record<Severity, Text>> = {
  critical: { ru: 'критическая уязвимость', en: 'critical vulnerability' },
  high: { ru: 'опасная уязвимость', en: 'high-severity vulnerability' },
  medium: { ru: 'уязвимость средней опасности', en: 'medium-severity vulnerability' },
  low: { ru: 'уязвимость низкой опасности', en: 'low-severity vulnerability' },
  none: { ru: 'бюллетень без уязвимостей', en: 'advisory without a vulnerability' },
};
export const RELEASES: Readonly<Record<ReleaseKind, Text>> = {
  major: { ru: 'Новая версия: {product} {version}', en: 'New version: {product} {version}' },
  update: { ru: 'Обновление: {product} {version}', en: 'Update: {product} {version}' },
  hotfix: { ru: 'Исправление: {product} {version}', en: 'Hotfix: {product} {version}' },
  security: { ru: 'Исправление безопасности: {product} {version}', en: 'Security fix: {product} {version}' },
};
export const UNITS = { ru: '{quantity} {quantity:единица|единицы|единиц}', en: '{quantity} {quantity:unit|units}' };
export const TRANSFERS: Readonly<Record<TransferStatus, Readonly<Record<TransferSide, Text>>>> = {
  pending: {
    giver: { ru: 'Передача ждёт получателя', en: 'A transfer waits for its receiver' },
    receiver: { ru: 'Вам передают лицензию: решение за вами', en: 'A licence is offered to you: it is yours to decide' },
  },
  done: {
    giver: { ru: 'Лицензия передана', en: 'A licence was handed over' },
    receiver: { ru: 'Лицензия получена', en: 'A licence has come to you' },
  },
  returned: {
    giver: { ru: 'Переданное возвращено', en: 'What was handed over has come back' },
    receiver: { ru: 'Полученное возвращено', en: 'What had come to you was given back' },
  },
  declined: {
    giver: { ru: 'Передача отклонена', en: 'A transfer was declined' },
    receiver: { ru: 'Передача отклонена', en: 'A transfer was declined' },
  },
  withdrawn: {
    giver: { ru: 'Передача отозвана', en: 'A transfer was withdrawn' },
    receiver: { ru: 'Передача вам отозвана', en: 'A transfer to you was withdrawn' },
  },
};

export const TEXTS = {
  until: { ru: '{product}, по {date}', en: '{product}, until {date}' },
  perpetual: { ru: '{product}, бессрочно', en: '{product}, perpetual' },
  many: {
    ru: '{total} {total:срок подходит|срока подходят|сроков подходят} к концу',
    en: '{total} {total:term ends|terms end} soon',
  },
  more: { ru: 'и ещё {more}', en: 'and {more} more' },
  purchase: { ru: 'Покупка {number} оформлена', en: 'Purchase {number} is booked' },
  purchase_body: {
    ru: 'Лицензии и сертификаты уже в личном кабинете.',
    en: 'Its licences and certificates are in the portal.',
  },
  refused: { ru: 'Покупка {number} не принята', en: 'Purchase {number} is refused' },
  refused_body: {
    ru: '{faults} {faults:ошибка|ошибки|ошибок} в сообщении. Исправьте его и проведите снова.',
    en: '{faults} {faults:fault|faults} in its message. Mend it and try it again.',
  },
  recalled: { ru: 'Версия отозвана: {product} {version}', en: 'Version recalled: {product} {version}' },
  upload_held: { ru: 'Выпуск задержан: {folder}', en: 'Upload held: {folder}' },
  upload_faults: {
    ru: '{faults} {faults:ошибка|ошибки|ошибок} в файлах или манифесте.',
    en: '{faults} {faults:fault|faults} in its files or manifest.',
  },
  role_granted: { ru: 'Вам дана роль: {role}', en: 'You have a new role: {role}' },
  role_changed: { ru: 'Ваша роль теперь: {role}', en: 'Your role is now: {role}' },
  role_removed: { ru: 'Роль отозвана: {role}', en: 'A role of yours was taken away: {role}' },
  bounce: { ru: 'Письма на адрес {address} не доходят', en: 'Mail to {address} does not arrive' },
  bounce_owner: {
    ru: 'Почтовый сервер ответил {reply}: такого ящика нет. Портал больше не пишет на этот адрес. Пригласите человека по другому адресу или попросите сменить его в профиле.',
    en: 'The mail server answered {reply}: there is no such mailbox. The portal writes to this address no more. Invite the person at another address, or ask for a change of it in the profile.',
  },
  bounce_staff: {
    ru: 'Почтовый сервер ответил {reply}: такого ящика нет. Портал больше не пишет на этот адрес, пока вы не отправите письмо снова.',
    en: 'The mail server answered {reply}: there is no such mailbox. The portal writes to this address no more, until you send the mail again.',
  },
  webhook_failed: { ru: 'Вебхук выключен: {host}', en: 'Webhook switched off: {host}' },
  webhook_silent: {
    ru: 'Три дня ни одно сообщение не было принято. Исправьте получателя и включите вебхук снова: недоставленное можно отправить ещё раз.',
    en: 'For three days no message was taken. Mend the receiver and switch the webhook on again: what did not arrive can be sent once more.',
  },
  webhook_gone: {
    ru: 'Получатель ответил, что этого адреса больше нет (410).',
    en: 'The receiver answered that the address is gone (410).',
  },
} as const satisfies Record<string, Text>;

export const ROLES: Readonly<Record<string, Text>> = {
  owner: { ru: 'владелец', en: 'owner' },
  license_manager: { ru: 'менеджер лицензий', en: 'license manager' },
  support_contact: { ru: 'контакт по техподдержке', en: 'support contact' },
  viewer: { ru: 'наблюдатель', en: 'viewer' },
};
