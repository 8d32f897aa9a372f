import { nextNumber } from '../new-things.ts';
import type { Recipe } from '../recipe.ts';

/** Requests, the knowledge base and reports. */
export const supportRecipes: Readonly<Record<string, Recipe>> = {
  'issues.listIssues': { ids: { 'query.assignee_id': 'person' } },
  'issues.exportIssues': { ids: { 'query.assignee_id': 'person' } },
  'issues.createIssue': {
    body: ({ id, things }) => ({
      cabinet_id: id,
      certificate_id: things.certificate[0],
      subject: 'Не запускается',
      description: 'Служба не запускается.',
    }),
  },
  'issues.changeIssue': { body: () => ({ severity: 'low' }) },
  'issues.createComment': { body: () => ({ body: 'Подробности.' }), ids: { 'body.attachment_ids': 'attachment' } },
  'issues.changeComment': { body: () => ({ body: 'Другие подробности.' }) },
  'issues.announceTicket': { body: () => ({ ticket: '1' }) },
  'issues.mergeIssue': { body: ({ things }) => ({ into_id: things.issue[0] }), ids: { 'body.into_id': 'issue' } },
  'issues.assignIssue': { body: () => ({ user_id: null }) },
  'issues.rateIssue': { body: () => ({ score: 5 }) },
  'issues.createNote': { body: () => ({ body: 'Между нами.' }) },
  'issues.createCannedAnswer': { body: () => ({ title: `Ответ ${nextNumber()}`, body: 'Попробуйте ещё раз.' }) },
  'issues.replaceCannedAnswer': {
    body: () => ({ title: `Ответ ${nextNumber()}`, body: 'Попробуйте ещё раз.' }),
    ids: { 'params.id': 'canned_answer' },
  },
  'issues.deleteCannedAnswer': { ids: { 'params.id': 'canned_answer' } },
  'knowledge.createArticle': {
    ids: { 'body.product_ids': 'product' },
    shared: ['body.product_ids'],
    body: () => ({ texts: { ru: { title: `Новая ${nextNumber()}`, body: 'Текст' } } }),
  },
  'knowledge.changeArticle': {
    ids: { 'body.product_ids': 'product' },
    shared: ['body.product_ids'],
    body: () => ({ note: 'Проверка прав' }),
  },
  'knowledge.withdrawArticle': { consumes: true },
  'knowledge.deleteArticle': { consumes: true },
  'knowledge.giveFeedback': { body: () => ({ helpful: true, comment: null }) },
  'knowledge.getArticleRevision': { params: { number: '1' } },
  'knowledge.restoreArticleRevision': { params: { number: '1' } },
  'knowledge.createArticleCategory': {
    body: () => ({ slug: `category-${nextNumber()}`, name: { ru: 'Раздел', en: 'Category' }, position: 1 }),
  },
  'knowledge.replaceArticleCategory': {
    body: () => ({ slug: `category-${nextNumber()}`, name: { ru: 'Раздел', en: 'Category' }, position: 2 }),
    ids: { 'params.id': 'article_category' },
  },
  'knowledge.deleteArticleCategory': { ids: { 'params.id': 'article_category' } },
  'knowledge.deleteMissedSearch': { ids: { 'params.id': 'missed_search' } },
  'reports.exportIssuesCsv': { ids: { 'query.assignee_id': 'person' } },
  'reports.exportIssuesXlsx': { ids: { 'query.assignee_id': 'person' } },
  'reports.exportIssuesPdf': { ids: { 'query.assignee_id': 'person' } },
  // Whoever may report on anything may report on requests.
  'reports.createReport': { body: ({ id }) => ({ report: 'issues', format: 'csv', query: { cabinet_id: id } }) },
  'reports.downloadReport': { ids: { 'params.id': 'report' } },
  'reports.getOperation': { ids: { 'params.id': 'report' } },
  'reports.cancelOperation': { ids: { 'params.id': 'report' } },
};
