import type { ProblemCatalogue, Text } from '@kabinet/problem';

export const artifactProblems = {
  license_not_found: { status: 404, title: { ru: 'Лицензия не найдена', en: 'License not found' } },
  artifact_not_found: { status: 404, title: { ru: 'Файл не найден', en: 'File not found' } },
  bundle_not_found: { status: 404, title: { ru: 'Архив не найден', en: 'Bundle not found' } },
  no_license: {
    status: 403,
    title: { ru: 'Нет действующей лицензии', en: 'There is no licence in force' },
    detail: {
      ru: 'Купите лицензию на этот продукт или попросите поставщика возобновить её.',
      en: 'Buy a licence for this product, or ask the vendor to put one in force again.',
    },
  },
  license_expired: {
    status: 403,
    title: { ru: 'Срок лицензии истёк', en: 'The licence has expired' },
    detail: { ru: 'Продлите лицензию у поставщика.', en: 'Renew the licence with the vendor.' },
  },
  version_not_covered: {
    status: 403,
    title: { ru: 'Лицензия не распространяется на эту версию', en: 'The licence does not cover this version' },
    detail: {
      ru: 'Выберите версию, на которую распространяется лицензия, или купите лицензию на эту.',
      en: 'Choose a version that the licence covers, or buy a licence for this one.',
    },
  },
  support_expired: {
    status: 403,
    title: { ru: 'Обновление требует технической поддержки', en: 'The update needs technical support' },
    detail: {
      ru: 'Купите или продлите сертификат технической поддержки.',
      en: 'Buy or renew a technical-support certificate.',
    },
  },
  not_published: {
    status: 404,
    title: { ru: 'Версия ещё не вышла', en: 'The version is not out yet' },
    detail: { ru: 'Дождитесь выпуска.', en: 'Wait for its release.' },
  },
  recalled: {
    status: 410,
    title: { ru: 'Версия отозвана', en: 'The version was recalled' },
    detail: { ru: 'Установите более новую версию.', en: 'Install a newer version.' },
  },
  not_for_your_role: {
    status: 403,
    title: { ru: 'Ваша роль не позволяет скачивать программы', en: 'Your role does not allow downloading software' },
    detail: {
      ru: 'Попросите владельца организации дать вам право скачивать.',
      en: 'Ask an owner of your organization for the right to download.',
    },
  },
  release_key_not_found: { status: 404, title: { ru: 'Ключ не найден', en: 'Key not found' } },
  release_key_exists: { status: 409, title: { ru: 'Этот ключ уже опубликован', en: 'This key is published already' } },
  release_key_retired: { status: 409, title: { ru: 'Ключ уже выведен из употребления', en: 'The key is retired already' } },
  upload_not_found: { status: 404, title: { ru: 'Загрузка не найдена', en: 'Upload not found' } },
  file_transfer_not_found: { status: 404, title: { ru: 'Передача файла не найдена', en: 'File transfer not found' } },
  no_such_part: {
    status: 422,
    title: { ru: 'Такой части у файла нет', en: 'The file has no such part' },
    detail: { ru: 'Частей {parts}, первая имеет номер 1.', en: 'There are {parts} parts, numbered from 1.' },
  },
  wrong_part_size: {
    status: 422,
    title: { ru: 'Неверный размер части', en: 'The part has a wrong size' },
    detail: { ru: 'Ожидается {expected} байт, пришло {actual}.', en: '{expected} bytes are expected, {actual} came.' },
  },
  version_released: {
    status: 409,
    title: { ru: 'Эта версия уже выпущена', en: 'This version is released already' },
    detail: {
      ru: 'Выпуск неизменен; новые файлы выпускаются под новым номером.',
      en: 'A release does not change; new files need a new version.',
    },
  },
  upload_accepted: {
    status: 409,
    title: { ru: 'Загрузка уже принята', en: 'The upload is accepted already' },
    detail: { ru: 'Принятый выпуск неизменен.', en: 'An accepted release does not change.' },
  },
} as const satisfies ProblemCatalogue;

export const artifactFields = {
  artifact_not_found: artifactProblems.artifact_not_found.title,
  no_license: artifactProblems.no_license.title,
  license_expired: artifactProblems.license_expired.title,
  version_not_covered: artifactProblems.version_not_covered.title,
  support_expired: artifactProblems.support_expired.title,
  recalled: artifactProblems.recalled.title,
  not_for_your_role: artifactProblems.not_for_your_role.title,
  'format.version': {
    ru: 'версия: буквы, цифры, «.», «+», «_», «-», до 64 знаков, сначала буква или цифра',
    en: 'a version: letters, digits, ".", "+", "_", "-", at most 64 characters, a letter or digit first',
  },
  'format.file_name': {
    ru: 'имя файла без «/» и «\\», не с точки, до 200 знаков',
    en: 'a file name without "/" and "\\", not starting with a dot, at most 200 characters',
  },
  'format.sha256': { ru: 'SHA-256: 64 шестнадцатеричные цифры, строчные', en: 'a SHA-256: 64 lower-case hexadecimal digits' },
  'format.platform': {
    ru: 'платформа: строчные латинские буквы, цифры, «.», «_», «-», до 40 знаков',
    en: 'a platform: lower-case letters, digits, ".", "_", "-", at most 40 characters',
  },
  'format.fix': { ru: 'номер вида CVE-2026-12345', en: 'a number such as CVE-2026-12345' },
  'format.product_ref': { ru: 'id или slug продукта', en: "a product's id or slug" },
  period_ends_before_start: { ru: 'Период кончается раньше, чем начинается', en: 'The period ends before it starts' },
  period_too_long: { ru: 'Не больше {limit} {limit:дня|дней|дней}', en: 'At most {limit} {limit:day|days}' },
  manifest_too_large: { ru: 'Манифест больше {limit} байт', en: 'The manifest exceeds {limit} bytes' },
  manifest_malformed: { ru: 'Манифест не читается как JSON', en: 'The manifest is no JSON' },
  unknown_product: { ru: 'Нет такого продукта', en: 'No such product' },
  not_the_folder: { ru: 'Не совпадает с папкой: {folder}', en: 'Is not that of the folder: {folder}' },
  named_twice: { ru: 'Файл назван дважды', en: 'The file is named twice' },
  reserved_name: { ru: 'Это имя занято манифестом', en: 'This is the name of the manifest' },
  file_missing: { ru: 'Файла нет', en: 'The file is missing' },
  wrong_size: {
    ru: 'Размер {actual} байт, а в манифесте {expected}',
    en: 'The size is {actual} bytes, and {expected} in the manifest',
  },
  wrong_sha256: {
    ru: 'SHA-256 {actual}, а в манифесте другой',
    en: 'The SHA-256 is {actual}, and another one in the manifest',
  },
  changed_while_checked: { ru: 'Файл изменился во время проверки', en: 'The file changed while it was checked' },
  changed_after_acceptance: {
    ru: 'Изменён после приёмки; отдаётся принятый',
    en: 'Changed after it was accepted; what was accepted is served',
  },
  unknown_signature: {
    ru: 'Не подпись SHA256SUMS ни одним из опубликованных ключей',
    en: 'Is no signature of SHA256SUMS by a published key',
  },
  sums_differ: { ru: 'Нет верной суммы файла {file}', en: 'Has not the right digest of {file}' },
  no_public_key: { ru: 'Нужен открытый ключ Ed25519 в PEM', en: 'A public Ed25519 key in PEM is needed' },
  version_exists: {
    ru: 'Эта версия уже выпущена; новые файлы выпускаются под новым номером',
    en: 'This version is released already; new files need a new version',
  },
} as const satisfies Record<string, Text>;
