import type { ProblemCatalogue } from '@kabinet/problem';

export const notificationProblems = {
  notification_not_found: { status: 404, title: { ru: 'Уведомление не найдено', en: 'Notification not found' } },
  too_many_streams: {
    status: 429,
    title: { ru: 'Открыто слишком много окон', en: 'Too many windows are open' },
    detail: {
      ru: 'Живых соединений у одного человека не больше {limit}.',
      en: 'One person has {limit} live connections at most.',
    },
  },
  announcement_not_found: { status: 404, title: { ru: 'Объявление не найдено', en: 'Announcement not found' } },
  cabinet_not_found: { status: 404, title: { ru: 'Организация не найдена', en: 'Organization not found' } },
  notification_warns_of_nothing: {
    status: 409,
    title: { ru: 'Уведомление ни о чём не предупреждает', en: 'The notification warns of nothing' },
    detail: {
      ru: 'Отложить или отключить можно только предупреждения об окончании сроков.',
      en: 'Only warnings of terms that end can be put off or switched off.',
    },
  },
  not_an_announcement: {
    status: 409,
    title: { ru: 'Изменить можно только объявление', en: 'Only an announcement can be edited' },
  },
  announcement_over: {
    status: 409,
    title: { ru: 'Объявление уже опубликовано или отозвано', en: 'The announcement is published or withdrawn already' },
    detail: {
      ru: 'Перенести можно только ещё не опубликованное объявление, а отозванное не меняется.',
      en: 'Only what is not published yet can be moved to another day, and what was withdrawn does not change.',
    },
  },
  invalid_unsubscribe_link: { status: 404, title: { ru: 'Ссылка для отписки недействительна', en: 'The unsubscribe link is not valid' } },
  webhook_not_found: { status: 404, title: { ru: 'Вебхук не найден', en: 'Webhook not found' } },
  webhook_delivery_not_found: { status: 404, title: { ru: 'Доставка не найдена', en: 'Delivery not found' } },
  too_many_webhooks: {
    status: 409,
    title: {
      ru: 'У организации уже {limit} {limit:вебхук|вебхука|вебхуков}',
      en: 'The organization has {limit} {limit:webhook|webhooks} already',
    },
  },
  webhook_not_enabled: {
    status: 409,
    title: { ru: 'Вебхук выключен', en: 'The webhook is switched off' },
    detail: { ru: 'Включите его и повторите.', en: 'Switch it on and try again.' },
  },
  webhook_delivery_pending: {
    status: 409,
    title: { ru: 'Сообщение ещё доставляется', en: 'The message is still being delivered' },
  },
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
      ru: 'Повторно отправить можно только сохранённое, неотправленное или вернувшееся письмо',
      en: 'Only a mail that was kept, failed or came back can be sent again',
    },
  },
  no_mail_server: {
    status: 409,
    title: { ru: 'Почтовый сервер не настроен', en: 'There is no mail server' },
    detail: { ru: 'Задайте SMTP_URL и перезапустите портал.', en: 'Set SMTP_URL and restart the portal.' },
  },
} as const satisfies ProblemCatalogue;

export const notificationFields = {
  'format.portal_path': { ru: 'страница этого кабинета, например /licenses', en: 'a page of the portal, such as /licenses' },
  not_a_url: {
    ru: 'Нужен полный адрес, например https://erp.example.ru/hooks',
    en: 'A whole address, such as https://erp.example.com/hooks',
  },
  not_https: { ru: 'Адрес должен начинаться с https://', en: 'The address must begin with https://' },
  has_credentials: { ru: 'Без имени и пароля в адресе: сообщения подписаны', en: 'Without a user and password: messages are signed' },
  forbidden_address: { ru: 'Этот адрес не в открытом интернете', en: 'This address is not in the public internet' },
  unknown_product: { ru: 'Нет такого продукта', en: 'No such product' },
  unknown_cabinet: { ru: 'Нет такой организации', en: 'No such organization' },
} as const;
