import type { ProblemCatalogue, Text } from '@kabinet/problem';

export const advisoryProblems = {
  advisory_not_found: { status: 404, title: { ru: 'Бюллетень не найден', en: 'Advisory not found' } },
  advisory_invalid: {
    status: 422,
    title: { ru: 'Документ CSAF не прошёл проверку', en: 'The CSAF document is invalid' },
    detail: {
      ru: 'Каждая ошибка названа с номером теста CSAF 2.0 и местом в документе.',
      en: 'Each fault is named with the number of its CSAF 2.0 test and its place in the document.',
    },
  },
  advisory_too_complex: {
    status: 422,
    title: { ru: 'Документ слишком сложен для проверки', en: 'The document is too complex to be checked' },
    detail: {
      ru: 'Проверка не уложилась в отведённые время или память. Разделите документ или упростите product_tree.',
      en: 'The check exceeded its time or memory. Split the document, or simplify its product_tree.',
    },
  },
  advisory_conflict: {
    status: 409,
    title: { ru: 'Имя бюллетеня занято', en: 'The name of the advisory is taken' },
    detail: {
      ru: 'Другой документ уже занимает имя файла {file}: у него иной tracking.id или publisher.namespace.',
      en: 'Another document has the file name {file} already: its tracking.id or publisher.namespace differs.',
    },
  },
  advisory_version_outdated: {
    status: 409,
    title: { ru: 'Есть более новая версия', en: 'There is a newer version' },
    detail: { ru: 'Портал уже знает версию {known}.', en: 'The portal knows version {known} already.' },
  },
  advisory_version_taken: {
    status: 409,
    title: { ru: 'Эта версия уже опубликована', en: 'This version is published already' },
    detail: {
      ru: 'Содержание опубликованной версии {known} не меняется. Увеличьте tracking.version.',
      en: 'What version {known} says is published and does not change. Raise tracking.version.',
    },
  },
  advisory_document_draft: {
    status: 409,
    title: { ru: 'Черновик не публикуют', en: 'A draft is not published' },
    detail: {
      ru: 'У документа tracking.status: draft. Клиенты видят только interim и final.',
      en: 'The document has tracking.status: draft. Customers see interim and final ones only.',
    },
  },
  advisory_restricted: {
    status: 409,
    title: { ru: 'TLP:RED не публикуют', en: 'TLP:RED is not published' },
    detail: {
      ru: 'Документ с пометкой TLP:RED предназначен названным лицам и клиентам не показывается.',
      en: 'A document marked TLP:RED is for named persons and is not shown to customers.',
    },
  },
  advisory_already_published: { status: 409, title: { ru: 'Уже опубликован', en: 'Already published' } },
  advisory_not_published: { status: 409, title: { ru: 'Не опубликован', en: 'Not published' } },
} as const satisfies ProblemCatalogue;

/** What each mandatory test of CSAF 2.0 (section 6.1) finds, in the words of people who write advisories. */
const TESTS: Readonly<Record<string, Text>> = {
  '6_1_1': { ru: 'продукт не определён в product_tree', en: 'the product is not defined in the product_tree' },
  '6_1_2': { ru: 'product_id определён дважды', en: 'the product_id is defined twice' },
  '6_1_3': { ru: 'продукт определён через самого себя', en: 'the product is defined by itself' },
  '6_1_4': { ru: 'группа продуктов не определена', en: 'the product group is not defined' },
  '6_1_5': { ru: 'group_id определён дважды', en: 'the group_id is defined twice' },
  '6_1_6': { ru: 'состояния продукта противоречат друг другу', en: 'the states of the product contradict each other' },
  '6_1_7': { ru: 'у продукта две оценки одной версии CVSS', en: 'the product has two scores of the same CVSS version' },
  '6_1_8': { ru: 'оценка CVSS записана неверно', en: 'the CVSS object is invalid' },
  '6_1_9': { ru: 'оценка CVSS не следует из вектора', en: 'the CVSS score does not follow from its vector' },
  '6_1_10': { ru: 'поля CVSS расходятся с вектором', en: 'the CVSS members differ from the vector' },
  '6_1_11': { ru: 'такой CWE нет, или у неё другое имя', en: 'there is no such CWE, or its name is another' },
  '6_1_12': { ru: 'такого языка нет', en: 'there is no such language' },
  '6_1_13': { ru: 'неверный purl', en: 'the purl is invalid' },
  '6_1_14': { ru: 'номера и даты revision_history идут не по порядку', en: 'numbers and dates of the revision_history are not in order' },
  '6_1_15': { ru: 'переводу нужен source_lang', en: 'a translation needs its source_lang' },
  '6_1_16': { ru: 'tracking.version не последняя в revision_history', en: 'tracking.version is not the last of the revision_history' },
  '6_1_17': { ru: 'версия 0 и предварительные версии бывают только у черновика', en: 'version 0 and pre-releases are for drafts only' },
  '6_1_18': { ru: 'в истории выпущенного документа есть версия 0', en: 'the history of a released document has a version 0' },
  '6_1_19': { ru: 'в revision_history есть предварительная версия', en: 'the revision_history has a pre-release' },
  '6_1_20': { ru: 'у выпущенного документа предварительная версия', en: 'a released document has a pre-release version' },
  '6_1_21': { ru: 'в revision_history пропущена версия', en: 'the revision_history leaves out a version' },
  '6_1_22': { ru: 'версия стоит в revision_history дважды', en: 'a version stands in the revision_history twice' },
  '6_1_23': { ru: 'одна CVE описана дважды', en: 'the same CVE is described twice' },
  '6_1_24': { ru: 'участие одной стороны в один день описано дважды', en: 'the involvement of a party on a day is described twice' },
  '6_1_25': { ru: 'алгоритм хеша назван дважды', en: 'the hash algorithm is named twice' },
  '6_1_26': { ru: 'такая category документа запрещена', en: 'this category of the document is prohibited' },
  '6_1_27_1': {
    ru: 'нужна заметка с description, details, general или summary',
    en: 'a note with description, details, general or summary is needed',
  },
  '6_1_27_2': { ru: 'нужна внешняя ссылка', en: 'an external reference is needed' },
  '6_1_27_3': { ru: 'в документе этой категории не бывает уязвимостей', en: 'a document of this category has no vulnerabilities' },
  '6_1_27_4': { ru: 'нужен product_tree', en: 'a product_tree is needed' },
  '6_1_27_5': { ru: 'уязвимости нужна заметка', en: 'the vulnerability needs a note' },
  '6_1_27_6': { ru: 'уязвимости нужен product_status', en: 'the vulnerability needs a product_status' },
  '6_1_27_7': { ru: 'VEX называет состояние продукта', en: 'VEX names the state of a product' },
  '6_1_27_8': { ru: 'VEX называет уязвимость: cve или ids', en: 'VEX names the vulnerability: cve or ids' },
  '6_1_27_9': { ru: 'VEX объясняет, почему продукт не затронут', en: 'VEX says why a product is not affected' },
  '6_1_27_10': { ru: 'VEX говорит, что делать с затронутым продуктом', en: 'VEX says what to do about an affected product' },
  '6_1_27_11': { ru: 'нужны уязвимости', en: 'vulnerabilities are needed' },
  '6_1_28': { ru: 'язык перевода совпадает с исходным', en: 'the translation has the language of its source' },
  '6_1_29': { ru: 'меры не называют ни продукта, ни группы', en: 'the remediation names no product and no group' },
  '6_1_30': { ru: 'целые и семантические номера версий смешаны', en: 'integer and semantic versions are mixed' },
  '6_1_31': { ru: 'в product_version стоит диапазон', en: 'the product_version holds a range' },
  '6_1_32': { ru: 'признак не называет ни продукта, ни группы', en: 'the flag names no product and no group' },
  '6_1_33': { ru: 'у продукта несколько признаков', en: 'the product has several flags' },
};

/** `csaf_6_1_7` → «Тест 6.1.7: …». */
function testTexts(): Record<string, Text> {
  return Object.fromEntries(
    Object.entries(TESTS).map(([test, { ru, en }]) => {
      const number = test.replaceAll('_', '.');
      return [`csaf_${test}`, { ru: `Тест ${number}: ${ru} ({message})`, en: `Test ${number}: ${en} ({message})` }];
    }),
  );
}

export const advisoryFields: Readonly<Record<string, Text>> = {
  ...testTexts(),
  csaf_schema: { ru: 'Схема CSAF 2.0: {message}', en: 'CSAF 2.0 schema: {message}' },
  csaf_not_json: { ru: 'Это не JSON: {message}', en: 'This is no JSON: {message}' },
  csaf_not_storable: { ru: 'Строка содержит знак NUL', en: 'A string holds the character NUL' },
  csaf_no_known_product: {
    ru: 'Ни один продукт документа не найден на портале: назовите его по slug в purl, в x_generic_uris или в ветви product_name',
    en: 'None of the products is one of the portal’s: name it by its slug in a purl, in x_generic_uris or in a product_name branch',
  },
  'format.cve': { ru: 'номер вида CVE-2026-12345', en: 'a number such as CVE-2026-12345' },
};
