import type { ProblemCatalogue } from '@kabinet/problem';

/** What can stand in the way of a transfer. */
export const transferProblems = {
  transfer_not_found: { status: 404, title: { ru: 'Передача не найдена', en: 'Transfer not found' } },
  cabinet_not_found: { status: 404, title: { ru: 'Организация не найдена', en: 'Organization not found' } },
  same_cabinet: {
    status: 409,
    title: { ru: 'Лицензия уже принадлежит этой организации', en: 'The licence belongs to this organization already' },
  },
  cabinet_closed: {
    status: 409,
    title: { ru: 'Организация закрыта или закрывается', en: 'The organization is closed or being closed' },
  },
  license_not_in_force: {
    status: 409,
    title: { ru: 'Эту лицензию передать нельзя', en: 'This licence cannot be transferred' },
    detail: {
      ru: 'Лицензия {number} приостановлена, отозвана или истекла.',
      en: 'Licence {number} is suspended, revoked or has expired.',
    },
  },
  not_enough_units: {
    status: 409,
    title: { ru: 'Столько передать нельзя', en: 'There are not so many units to transfer' },
    detail: {
      ru: 'По лицензии {number} можно передать не больше {available}.',
      en: 'Of licence {number} at most {available} can be transferred.',
    },
  },
  direction_not_allowed: {
    status: 409,
    title: { ru: 'Туда передать нельзя', en: 'It cannot be transferred there' },
    detail: {
      ru: 'Передают вниз по дереву организаций или обратно вверх, откуда лицензия пришла. Иное делает поставщик.',
      en: 'Transfers go down the tree of organizations, or back up to where the licence came from. Others are made by the vendor.',
    },
  },
  receiver_terms_differ: {
    status: 409,
    title: { ru: 'У получателя другие условия', en: 'The receiver has other terms' },
    detail: {
      ru: 'У получателя уже есть то же, что {number}, но с другим сроком или условиями. Обратитесь к поставщику.',
      en: 'The receiver has the same as {number} with another term or other conditions. Ask the vendor.',
    },
  },
  certificate_covers_several: {
    status: 409,
    title: { ru: 'Сертификат распространяется на несколько лицензий', en: 'The certificate covers several licences' },
    detail: { ru: 'Укажите, какую передать: license_id.', en: 'Say which one to transfer: license_id.' },
  },
  certificate_without_units: {
    status: 409,
    title: { ru: 'Сертификат ни на что не распространяется', en: 'The certificate covers nothing' },
  },
  transfer_not_done: {
    status: 409,
    title: { ru: 'Вернуть можно только состоявшуюся передачу', en: 'Only a transfer that was done can be returned' },
  },
  transfer_not_pending: {
    status: 409,
    title: { ru: 'Передача уже не ждёт получателя', en: 'The transfer does not wait for its receiver any more' },
  },
} as const satisfies ProblemCatalogue;
