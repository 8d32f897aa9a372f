import type { ProblemCatalogue, Text } from '@kabinet/problem';

export const documentProblems = {
  license_not_found: { status: 404, title: { ru: 'Лицензия не найдена', en: 'License not found' } },
  certificate_not_found: { status: 404, title: { ru: 'Сертификат не найден', en: 'Certificate not found' } },
  product_not_found: { status: 404, title: { ru: 'Продукт не найден', en: 'Product not found' } },
  verification_not_found: {
    status: 404,
    title: { ru: 'Документ не найден', en: 'Document not found' },
    detail: { ru: 'Такого документа поставщик не выдавал. Проверьте адрес.', en: 'The vendor issued no such document. Check the address.' },
  },
  license_revoked: {
    status: 409,
    title: { ru: 'Лицензия отозвана', en: 'The license was revoked' },
    detail: { ru: 'Файл отозванной лицензии не выдаётся.', en: 'There is no license file for a revoked license.' },
  },
  license_suspended: {
    status: 409,
    title: { ru: 'Лицензия приостановлена', en: 'The license is suspended' },
    detail: { ru: 'Файл можно будет скачать, когда лицензию возобновят.', en: 'The file can be downloaded once the license is resumed.' },
  },
  license_empty: {
    status: 409,
    title: { ru: 'В лицензии не осталось единиц', en: 'The license has no units left' },
    detail: { ru: 'Все единицы переданы другим организациям.', en: 'All its units were transferred to other organizations.' },
  },
  document_not_rendered: {
    status: 500,
    title: { ru: 'Документ не сформирован', en: 'The document could not be made' },
    detail: {
      ru: 'Шаблон этого документа не справился с данными. Мы уже знаем об ошибке.',
      en: 'The template of this document failed on its data. The error has been recorded.',
    },
  },
} as const satisfies ProblemCatalogue;

export const documentFields = {
  'format.colour': { ru: 'цвет вида #2456c7', en: 'a colour such as #2456c7' },
  'format.base64': { ru: 'содержимое в Base64', en: 'contents in Base64' },
  'format.no_nul': { ru: 'текст без нулевых символов', en: 'text without NUL characters' },
  template_error: { ru: '{message}', en: '{message}' },
  template_error_at_line: { ru: 'Строка {line}: {message}', en: 'Line {line}: {message}' },
  template_too_large: { ru: 'Не больше {limit} {limit:байта|байт|байт} во всех файлах', en: 'At most {limit} bytes in all files' },
  template_too_slow: { ru: 'Шаблон не уложился в отведённое время', en: 'The template takes too long' },
  template_too_greedy: { ru: 'Шаблону не хватило отведённой памяти', en: 'The template takes too much memory' },
  template_crashed: { ru: 'Компилятор не справился с шаблоном', en: 'The compiler could not cope with the template' },
} as const satisfies Record<string, Text>;
