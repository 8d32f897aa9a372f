export const helpdesk = {
  title: 'Обмен с helpdesk',
  kinds: {
    builtin: 'Запросы ведутся здесь же: другого helpdesk за порталом нет.',
    'request-tracker': 'За порталом стоит Request Tracker.',
    redmine: 'За порталом стоит Redmine.',
  },
  away: 'Helpdesk не отвечает: запросы принимаются и будут доставлены позже',
  state: 'Состояние',
  states: { waiting: 'Ждёт доставки', failed: 'Отклонено', delivered: 'Доставлено' },
  what: 'Что',
  whats: { ticket: 'Запрос', comment: 'Комментарий', revision: 'Правка комментария', attachment: 'Файл', fields: 'Состояние и срочность' },
  attempts: 'Попыток',
  fault: 'Ошибка',
  retry: 'Повторить',
  retried: 'Запрос {{number}} доставляется снова',
  empty_title: 'Доставлять нечего',
  empty: 'Здесь видно, что уходит из портала в helpdesk и что не дошло.',
} as const;
