import type { ProblemCatalogue, Text } from '@kabinet/problem';

export const productProblems = {
  product_not_found: { status: 404, title: { ru: 'Продукт не найден', en: 'Product not found' } },
  cabinet_not_found: { status: 404, title: { ru: 'Организация не найдена', en: 'Organization not found' } },
  release_not_found: { status: 404, title: { ru: 'Выпуск не найден', en: 'Release not found' } },
  release_not_published: {
    status: 409,
    title: { ru: 'Отозвать можно только вышедший выпуск', en: 'Only a published release can be recalled' },
  },
  release_not_scheduled: {
    status: 409,
    title: { ru: 'Выпуск уже вышел или ещё не принят', en: 'The release is out already, or not accepted yet' },
    detail: {
      ru: 'Дату можно изменить только у выпуска, который её ждёт.',
      en: 'Only the date of a release that waits for it can be changed.',
    },
  },
  product_slug_taken: {
    status: 409,
    title: { ru: 'Такое имя в адресе уже занято', en: 'The slug is taken' },
    detail: { ru: 'Продукт с таким slug уже есть.', en: 'A product with this slug exists already.' },
  },
} as const satisfies ProblemCatalogue;

export const productFields = {
  'format.slug': {
    ru: 'строчные латинские буквы и цифры, между ними дефисы, и не UUID',
    en: 'lower-case letters and digits with hyphens between them, and no UUID',
  },
  'format.level_code': {
    ru: 'строчные латинские буквы, цифры, дефисы и подчёркивания, сначала буква, не длиннее 40 знаков',
    en: 'lower-case letters, digits, hyphens and underscores, a letter first, at most 40 characters',
  },
  taken: { ru: 'Уже занято', en: 'Already taken' },
  schema_too_large: {
    ru: 'Схема больше {limit} байт или слишком глубоко вложена',
    en: 'The schema exceeds {limit} bytes or is nested too deep',
  },
  schema_too_deep: { ru: 'Не глубже {limit} {limit:уровня|уровней|уровней}', en: 'At most {limit} {limit:level|levels} deep' },
  too_many_properties: {
    ru: 'Не больше {limit} {limit:параметра|параметров|параметров}',
    en: 'At most {limit} {limit:parameter|parameters}',
  },
  invalid_parameter_name: {
    ru: 'Имя параметра: латинская буква, затем до 63 латинских букв, цифр, «_» или «-»',
    en: 'A parameter name is a Latin letter and up to 63 Latin letters, digits, "_" or "-"',
  },
  keyword_needs_type: { ru: 'Имеет смысл только при type: {types}', en: 'Only makes sense with type: {types}' },
  undeclared_property: { ru: 'Такого параметра нет в properties', en: 'No such parameter in properties' },
  unique_needs_scalars: {
    ru: 'Только для списков строк, чисел или логических значений',
    en: 'Only for lists of strings, numbers or booleans',
  },
  empty_range: { ru: 'Наибольшее меньше наименьшего', en: 'The maximum is below the minimum' },
  invalid_default: { ru: 'Значение по умолчанию не подходит под схему', en: 'The default does not fit the schema' },
  pattern_not_anchored: {
    ru: 'Выражение начинается с ^ и кончается на $; варианты стоят в скобках',
    en: 'A pattern starts with ^ and ends with $; alternatives stand in parentheses',
  },
  pattern_unsupported: {
    ru: 'Поддерживаются символы, классы, группы, варианты и повторы; обратных ссылок и просмотра вперёд или назад нет',
    en: 'Characters, classes, groups, alternatives and repetitions are supported; back-references and look-around are not',
  },
  pattern_ambiguous: {
    ru: 'Один текст подходит под выражение несколькими путями, и проверка могла бы не кончиться. Сделайте соседние повторы и варианты различимыми по первому символу',
    en: 'The same text fits the pattern in several ways, and checking could take for ever. Let neighbouring repetitions and alternatives differ in their first character',
  },
  pattern_too_complex: { ru: 'Слишком много повторов', en: 'Too many repetitions' },
} as const satisfies Record<string, Text>;
