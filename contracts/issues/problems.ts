import type { ProblemCatalogue, Text } from '@kabinet/problem';

export const issueProblems = {
  issue_not_found: { status: 404, title: { ru: 'Запрос не найден', en: 'Support request not found' } },
  comment_not_found: { status: 404, title: { ru: 'Комментарий не найден', en: 'Comment not found' } },
  attachment_not_found: { status: 404, title: { ru: 'Вложение не найдено', en: 'Attachment not found' } },
  person_not_found: { status: 404, title: { ru: 'Человек не найден', en: 'Person not found' } },
  canned_answer_not_found: { status: 404, title: { ru: 'Готовый ответ не найден', en: 'Canned answer not found' } },
  cabinet_closed: {
    status: 409,
    title: { ru: 'Организация закрыта или закрывается', en: 'The organization is closed or being closed' },
  },
  status_not_allowed: {
    status: 409,
    title: { ru: 'Такое состояние сейчас невозможно', en: 'The request cannot be in that state now' },
    detail: { ru: 'Из состояния «{from}» в «{to}» перейти нельзя.', en: 'It cannot go from “{from}” to “{to}”.' },
  },
  not_resolved: { status: 409, title: { ru: 'Запрос ещё не решён', en: 'The request is not resolved yet' } },
  issue_closed: {
    status: 409,
    title: { ru: 'Запрос закрыт', en: 'The request is closed' },
    detail: { ru: 'Откройте его снова, чтобы продолжить.', en: 'Reopen it to go on.' },
  },
  issue_merged: {
    status: 409,
    title: { ru: 'Запрос объединён с другим', en: 'The request was merged into another one' },
    detail: { ru: 'Переписка продолжается там.', en: 'The conversation goes on there.' },
  },
  not_the_author: { status: 403, title: { ru: 'Это написали не вы', en: 'It is not yours' } },
  comment_settled: {
    status: 409,
    title: { ru: 'Комментарий уже не изменить', en: 'The comment can no longer be changed' },
    detail: {
      ru: 'Править и удалять можно {minutes} {minutes:минуту|минуты|минут} после отправки.',
      en: 'It can be edited or deleted for {minutes} {minutes:minute|minutes} after it was sent.',
    },
  },
  attachment_settled: {
    status: 409,
    title: { ru: 'Вложение уже не удалить', en: 'The attachment can no longer be deleted' },
    detail: {
      ru: 'Удалить можно {minutes} {minutes:минуту|минуты|минут} после отправки.',
      en: 'It can be deleted for {minutes} {minutes:minute|minutes} after it was sent.',
    },
  },
  file_missing: {
    status: 422,
    title: { ru: 'Файл не получен', en: 'No file came' },
    detail: { ru: 'Нужна форма с одним полем file.', en: 'A form with the one field file is expected.' },
  },
  file_refused: {
    status: 422,
    title: { ru: 'Файл не прошёл проверку', en: 'The file did not pass the check' },
    detail: { ru: 'Проверка нашла: {finding}.', en: 'The check found: {finding}.' },
  },
  upload_not_found: { status: 404, title: { ru: 'Загрузка не найдена', en: 'Upload not found' } },
  upload_unclear: {
    status: 400,
    title: { ru: 'Непонятно, что загружается', en: 'It is not clear what is uploaded' },
    detail: {
      ru: 'Нужны заголовки протокола tus: Upload-Length и Upload-Metadata с filename, а при продолжении Upload-Offset.',
      en: 'Headers of the tus protocol are expected: Upload-Length and Upload-Metadata with filename, to go on Upload-Offset.',
    },
  },
  wrong_offset: {
    status: 409,
    title: { ru: 'Загрузка продолжается с другого места', en: 'The upload goes on elsewhere' },
    detail: { ru: 'Получено байтов: {offset}.', en: 'Bytes that are there: {offset}.' },
  },
  too_many_files: {
    status: 409,
    title: { ru: 'У запроса слишком много вложений', en: 'The request has too many attachments' },
    detail: { ru: 'Предел: {limit}.', en: 'The limit is {limit}.' },
  },
  too_many_followers: {
    status: 409,
    title: { ru: 'За запросом следит слишком много людей', en: 'Too many people follow the request' },
    detail: { ru: 'Предел: {limit}.', en: 'The limit is {limit}.' },
  },
  too_many_notes: {
    status: 409,
    title: { ru: 'У запроса слишком много заметок', en: 'The request has too many notes' },
    detail: { ru: 'Предел: {limit}.', en: 'The limit is {limit}.' },
  },
  title_taken: { status: 409, title: { ru: 'Готовый ответ с таким названием уже есть', en: 'There is a canned answer of this title' } },
} as const satisfies ProblemCatalogue;

export const issueFields = {
  'from.new': { ru: 'новый', en: 'new' },
  'from.open': { ru: 'в работе', en: 'open' },
  'from.waiting_for_customer': { ru: 'ждёт вашего ответа', en: 'waiting for customer' },
  'from.resolved': { ru: 'решён', en: 'resolved' },
  'from.closed': { ru: 'закрыт', en: 'closed' },
  'to.new': { ru: 'новый', en: 'new' },
  'to.open': { ru: 'в работе', en: 'open' },
  'to.waiting_for_customer': { ru: 'ждёт вашего ответа', en: 'waiting for customer' },
  'to.resolved': { ru: 'решён', en: 'resolved' },
  'to.closed': { ru: 'закрыт', en: 'closed' },
  'format.ticket_number': { ru: 'Ожидается номер заявки: цифры', en: 'A ticket’s number is expected: digits' },
  product_needed: { ru: 'Назовите продукт, лицензию или сертификат', en: 'Name the product, a licence or a certificate' },
  cabinet_needed: { ru: 'Назовите организацию', en: 'Name the organization' },
  different_cabinet: { ru: 'Принадлежит другой организации', en: 'It belongs to another organization' },
  different_product: { ru: 'Относится к другому продукту', en: 'It is for another product' },
  same_issue: { ru: 'Это тот же самый запрос', en: 'It is the same request' },
  merged_already: { ru: 'Он сам объединён с другим запросом', en: 'It was merged into another request itself' },
  others_private: {
    ru: 'Это личный запрос другого человека: автор не увидел бы продолжения',
    en: 'It is somebody else’s private request: the author would not see what follows',
  },
  not_in_force: { ru: 'Не действует', en: 'It is not in force' },
  no_certificate: {
    ru: 'У организации нет действующего сертификата поддержки этого продукта',
    en: 'The organization has no support certificate in force for this product',
  },
} as const satisfies Record<string, Text>;
