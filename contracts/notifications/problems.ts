import type { ProblemCatalogue } from '@kabinet/problem';

export const notificationProblems = {
  mail_not_found: { status: 404, title: { ru: 'Письмо не найдено', en: 'Mail not found' } },
  mail_not_composed: {
    status: 409,
    title: { ru: 'Письмо ещё не составлено', en: 'The mail is not composed yet' },
    detail: {
      ru: 'Письмо стоит в очереди, или составить его не удалось. Причина — в поле failure.',
      en: 'The mail waits for its turn, or could not be composed. The field failure says why.',
    },
  },
  mail_not_resendable: {
    status: 409,
    title: {
      ru: 'Повторно отправить можно только сохранённое или неотправленное письмо',
      en: 'Only a kept or failed mail can be sent again',
    },
  },
  no_mail_server: {
    status: 409,
    title: { ru: 'Почтовый сервер не настроен', en: 'There is no mail server' },
    detail: { ru: 'Задайте SMTP_URL и перезапустите портал.', en: 'Set SMTP_URL and restart the portal.' },
  },
} as const satisfies ProblemCatalogue;
