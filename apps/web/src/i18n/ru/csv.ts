/** Списки, которые присылают в CSV. */
export const csv = {
  file: 'Файл со списком',
  choose_file: 'Выбрать файл CSV',
  save_sample: 'Скачать образец',
  list: 'Список',
  check: 'Проверить',
  row: 'Строка',
  column: 'Столбец',
  fault: 'Что не так',
  back: 'Исправить список',
} as const;
