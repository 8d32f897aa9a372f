import type { ProblemCatalogue, Text } from '@kabinet/problem';

export const artifactProblems = {
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
  version_exists: {
    ru: 'Эта версия уже выпущена; новые файлы выпускаются под новым номером',
    en: 'This version is released already; new files need a new version',
  },
} as const satisfies Record<string, Text>;
