import type { Locale, Text } from '@kabinet/problem';

/** Every word of a printed report that is neither data nor a column's heading. */
const catalogue = {
  as_of: { ru: 'На', en: 'As of' },
  page: { ru: 'Страница', en: 'Page' },
  of: { ru: 'из', en: 'of' },
  rows: { ru: 'Строк', en: 'Rows' },
  no_rows: { ru: 'Этому отбору ничего не соответствует.', en: 'Nothing matches this filter.' },
  filter: { ru: 'Отбор', en: 'Filter' },
  everything: { ru: 'всё, что вам видно', en: 'everything that you may see' },
  order: { ru: 'Порядок', en: 'Order' },
  ascending: { ru: 'по возрастанию', en: 'ascending' },
  descending: { ru: 'по убыванию', en: 'descending' },
  from: { ru: 'с', en: 'from' },
  until: { ru: 'по', en: 'until' },
  unknown: { ru: 'не из этого списка', en: 'none of this list' },
  yes: { ru: 'да', en: 'yes' },
  no: { ru: 'нет', en: 'no' },
  search: { ru: 'Поиск', en: 'Search' },
  cabinet: { ru: 'Организация', en: 'Organization' },
  alone: { ru: 'без подчинённых', en: 'without its descendants' },
  with_descendants: { ru: 'с подчинёнными', en: 'with its descendants' },
  purchase: { ru: 'Покупка', en: 'Purchase' },
  license: { ru: 'Лицензия', en: 'Licence' },
  certificate: { ru: 'Сертификат', en: 'Certificate' },
  perpetual: { ru: 'Бессрочные', en: 'Perpetual' },
  mine: { ru: 'Мои запросы', en: 'My requests' },
  assigned: { ru: 'Исполнитель назначен', en: 'Has an assignee' },
  overdue: { ru: 'Ответ просрочен', en: 'Answer is late' },
} as const satisfies Record<string, Text>;

export type Words = Readonly<Record<keyof typeof catalogue, string>>;

function inLocale(locale: Locale): Words {
  return Object.fromEntries(Object.entries(catalogue).map(([name, text]) => [name, text[locale]])) as Words;
}

/** The catalogue in one language. */
export const words: Readonly<Record<Locale, Words>> = { ru: inLocale('ru'), en: inLocale('en') };
