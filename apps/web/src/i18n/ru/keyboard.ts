/** Поиск по всему порталу и клавиши. */
export const keyboard = {
  title: 'Клавиши',
  search: 'Поиск по порталу',
  search_hint: 'Номер, организация, ИНН, страница…',
  found: 'Найденное',
  found_count_one: 'Найдено: {{count}}',
  found_count_few: 'Найдено: {{count}}',
  found_count_many: 'Найдено: {{count}}',
  found_count_other: 'Найдено: {{count}}',
  pages: 'Страницы',
  filter: 'Поиск в списке на этой странице',
  shortcuts: 'Показать клавиши',
  go_to: 'Перейти: {{page}}',
  single_keys: 'Одиночные клавиши действуют',
  single_keys_hint: 'Отключите, если управляете голосом или задеваете их случайно. Поиск по порталу останется.',
} as const;
