/** What happens to support requests, as the audit log tells it. */
export const issueActions = {
  issue: {
    created: 'Запрос открыт',
    changed: 'Запрос изменён',
    status_changed: 'Состояние запроса изменено',
    merged: 'Запрос объединён с другим',
    separated: 'Запрос больше не объединён с другим',
    assigned: 'Запросу назначен исполнитель',
    escalated: 'Предупреждение о сроке ответа',
    followers_changed: 'Изменился круг наблюдателей запроса',
    commented: 'Комментарий к запросу',
    comment_changed: 'Комментарий изменён автором',
    comment_deleted: 'Комментарий удалён автором',
    attachment_added: 'К запросу приложен файл',
    attachment_deleted: 'Файл запроса удалён',
    rated: 'Автор оценил работу по запросу',
    note_added: 'Внутренняя заметка к запросу',
    news: 'О запросе сообщено тем, кого он касается',
  },
  organization: {
    cleared: 'Запросы закрываемой организации закрыты',
    not_cleared: 'Открытые запросы мешают закрытию организации',
  },
} as const;
