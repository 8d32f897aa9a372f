export const failures = {
  request_id: 'Запрос {{id}}',
  unreachable_title: 'Портал недоступен',
  unreachable: 'Проверьте соединение и повторите.',
  unexpected_title: 'Что-то пошло не так',
  unexpected: 'Страницу не удалось показать.',
  not_found_title: 'Такой страницы нет',
  not_found: 'Адрес неверен или вам нельзя видеть то, куда он ведёт.',
  forbidden_title: 'Нет доступа к этой странице',
  forbidden_customer: 'Доступ может дать владелец вашей организации. Он есть у ролей: {{roles}}.',
  forbidden_staff: 'Доступ может дать администратор. Он есть у ролей: {{roles}}.',
  forbidden_vendor: 'Эта страница только для сотрудников поставщика.',
} as const;
