import type { ProblemCatalogue, Text } from './problem.ts';

/** Problems that any operation may answer, whatever its contract says. */
export const platformProblems = {
  unauthorized: { status: 401, title: { ru: 'Требуется вход', en: 'Authentication required' } },
  forbidden: {
    status: 403,
    title: { ru: 'Недостаточно прав', en: 'Not allowed' },
    detail: {
      ru: 'Вашей роли это действие недоступно. Права внутри организации выдаёт её владелец, остальное делает поставщик.',
      en: 'Your role does not allow this. An owner grants rights within the organization; the rest is done by the vendor.',
    },
  },
  // Of staff who look at the portal with a customer's eyes.
  view_only: {
    status: 403,
    title: { ru: 'Только просмотр', en: 'Viewing only' },
    detail: {
      ru: 'Вы смотрите глазами заказчика: менять и скачивать ничего нельзя.',
      en: 'You look with the eyes of a customer: nothing can be changed or downloaded.',
    },
  },
  not_found: { status: 404, title: { ru: 'Не найдено', en: 'Not found' } },
  method_not_allowed: { status: 405, title: { ru: 'Метод не поддерживается', en: 'Method not allowed' } },
  not_acceptable: { status: 406, title: { ru: 'Такой формат не поддерживается', en: 'Not acceptable' } },
  malformed_body: { status: 400, title: { ru: 'Тело запроса не разобрано', en: 'The request body is malformed' } },
  invalid_query: {
    status: 400,
    title: { ru: 'Неверные параметры запроса', en: 'Invalid query parameters' },
  },
  invalid_cursor: {
    status: 400,
    title: { ru: 'Неверный курсор', en: 'Invalid cursor' },
    detail: {
      ru: 'Курсор повреждён или выдан для другого запроса. Начните список сначала.',
      en: 'The cursor is damaged or belongs to another query. Start the list again.',
    },
  },
  invalid_body: { status: 422, title: { ru: 'Ошибки в данных', en: 'The data has errors' } },
  unsupported_media_type: { status: 415, title: { ru: 'Тип содержимого не поддерживается', en: 'Unsupported media type' } },
  unsupported_encoding: {
    status: 415,
    title: { ru: 'Сжатые тела запросов не принимаются', en: 'Compressed request bodies are not accepted' },
    detail: { ru: 'Пришлите тело как есть, без Content-Encoding.', en: 'Send the body as it is, without Content-Encoding.' },
  },
  body_too_large: {
    status: 413,
    title: { ru: 'Тело запроса слишком велико', en: 'The request body is too large' },
    detail: { ru: 'Предел: {limit} байт.', en: 'The limit is {limit} bytes.' },
  },
  idempotency_key_required: {
    status: 400,
    title: { ru: 'Нужен заголовок Idempotency-Key', en: 'The Idempotency-Key header is required' },
  },
  invalid_idempotency_key: {
    status: 400,
    title: { ru: 'Неверный Idempotency-Key', en: 'Invalid Idempotency-Key' },
    detail: { ru: 'От 1 до 200 печатных символов ASCII.', en: '1 to 200 printable ASCII characters.' },
  },
  idempotency_key_reused: {
    status: 422,
    title: { ru: 'Ключ уже использован с другими данными', en: 'The key was used with other data' },
  },
  idempotency_key_in_progress: {
    status: 409,
    title: { ru: 'Запрос с этим ключом ещё выполняется', en: 'A request with this key is still running' },
  },
  if_match_required: { status: 428, title: { ru: 'Нужен заголовок If-Match', en: 'The If-Match header is required' } },
  version_mismatch: {
    status: 412,
    title: { ru: 'Данные уже изменены', en: 'The resource has changed' },
    detail: { ru: 'Откройте свежую версию и повторите.', en: 'Load the current version and try again.' },
  },
  range_not_satisfiable: {
    status: 416,
    title: { ru: 'Такой части нет', en: 'There is no such part' },
    detail: {
      ru: 'Запросите одну часть в пределах размера или всё целиком.',
      en: 'Ask for one part within the size, or for the whole.',
    },
  },
  rate_limited: {
    status: 429,
    title: { ru: 'Слишком много запросов', en: 'Too many requests' },
    detail: { ru: 'Повторите через {seconds} с.', en: 'Try again in {seconds} s.' },
  },
  deadline_exceeded: { status: 504, title: { ru: 'Время ожидания истекло', en: 'The deadline has passed' } },
  unavailable: {
    status: 503,
    title: { ru: 'Временно недоступно', en: 'Temporarily unavailable' },
    detail: { ru: 'Повторите позже.', en: 'Try again later.' },
  },
  internal_error: {
    status: 500,
    title: { ru: 'Внутренняя ошибка', en: 'Internal error' },
    detail: {
      ru: 'Мы уже знаем об ошибке. Назовите поддержке номер запроса.',
      en: 'The error has been recorded. Give the request id to support.',
    },
  },
} as const satisfies ProblemCatalogue;

/** Texts of faults in single fields, for every service alike. A contract may add its own. */
export const platformFields = {
  required: { ru: 'Обязательное поле', en: 'Required' },
  unknown_field: { ru: 'Неизвестное поле', en: 'Unknown field' },
  wrong_type: { ru: 'Ожидается: {expected}', en: 'Expected: {expected}' },
  too_short: {
    ru: 'Не короче {limit} {limit:символа|символов|символов}',
    en: 'At least {limit} {limit:character|characters}',
  },
  too_long: {
    ru: 'Не длиннее {limit} {limit:символа|символов|символов}',
    en: 'At most {limit} {limit:character|characters}',
  },
  too_small: { ru: 'Не меньше {limit}', en: 'At least {limit}' },
  too_large: { ru: 'Не больше {limit}', en: 'At most {limit}' },
  too_few: { ru: 'Не меньше {limit} {limit:элемента|элементов|элементов}', en: 'At least {limit} {limit:item|items}' },
  too_many: { ru: 'Не больше {limit} {limit:элемента|элементов|элементов}', en: 'At most {limit} {limit:item|items}' },
  not_unique: { ru: 'Значения повторяются', en: 'The values repeat' },
  not_allowed: { ru: 'Допустимые значения: {allowed}', en: 'Allowed values: {allowed}' },
  invalid_format: { ru: 'Ожидается: {format}', en: 'Expected: {format}' },
  invalid: { ru: 'Недопустимое значение', en: 'Invalid value' },
  not_found: { ru: 'Не найдено', en: 'Not found' },
  needs_cabinet: { ru: 'Указывается только вместе с cabinet_id', en: 'Goes together with cabinet_id only' },
  'expected.string': { ru: 'строка', en: 'a string' },
  'expected.integer': { ru: 'целое число', en: 'an integer' },
  'expected.number': { ru: 'число', en: 'a number' },
  'expected.boolean': { ru: 'true или false («да» или «нет»)', en: 'true or false' },
  'expected.object': { ru: 'объект', en: 'an object' },
  'expected.array': { ru: 'список', en: 'a list' },
  'expected.null': { ru: 'пустое значение (null)', en: 'null' },
  'format.uuid': { ru: 'идентификатор UUID', en: 'a UUID' },
  'format.date': { ru: 'дата вида ГГГГ-ММ-ДД', en: 'a date, YYYY-MM-DD' },
  'format.date-time': { ru: 'дата и время, например 2026-11-20T09:00:00Z', en: 'a date and time such as 2026-11-20T09:00:00Z' },
  'format.email': { ru: 'адрес электронной почты', en: 'an e-mail address' },
  'format.hostname': { ru: 'имя узла', en: 'a host name' },
  'format.ipv4': { ru: 'адрес IPv4', en: 'an IPv4 address' },
  'format.ipv6': { ru: 'адрес IPv6', en: 'an IPv6 address' },
  'format.uri': { ru: 'адрес вида https://…', en: 'an address such as https://…' },
  /** Of a pattern that says nothing of itself: see `title` of the schema. */
  'format.pattern': { ru: 'значение другого вида', en: 'a value of another form' },
  'format.not_blank': { ru: 'не одни пробелы', en: 'more than spaces' },
} as const satisfies Record<string, Text>;
