import type { ProblemCatalogue } from '@kabinet/problem';

export const reportProblems = {
  report_too_long: {
    status: 422,
    title: { ru: 'Слишком много строк для PDF', en: 'Too many rows for a PDF' },
    detail: {
      ru: 'В PDF помещается не больше {limit} {limit:строки|строк|строк}. Сузьте отбор или возьмите CSV либо XLSX: в них ограничения нет.',
      en: 'A PDF has at most {limit} {limit:row|rows}. Narrow the filter, or take CSV or XLSX, which have no limit.',
    },
  },
  report_not_found: { status: 404, title: { ru: 'Отчёт не найден', en: 'Report not found' } },
  operation_not_found: { status: 404, title: { ru: 'Операция не найдена', en: 'Operation not found' } },
  report_beyond_rights: {
    status: 403,
    title: { ru: 'В отчёте есть то, что вам больше не доступно', en: 'The report has what you may no longer see' },
    detail: {
      ru: 'Ваши права изменились с тех пор, как он был сделан. Закажите отчёт заново.',
      en: 'Your rights have changed since it was made. Have it made anew.',
    },
  },
  report_query_outdated: {
    status: 422,
    title: { ru: 'Список больше не понимает этот отбор', en: 'The list no longer knows this filter' },
    detail: {
      ru: 'Портал с тех пор обновился. Закажите отчёт заново.',
      en: 'The portal has been updated since. Have the report made anew.',
    },
  },
  too_many_reports: {
    status: 409,
    title: { ru: 'Слишком много отчётов готовится сразу', en: 'Too many reports are being made at once' },
    detail: {
      ru: 'Не больше {limit} {limit:отчёта|отчётов|отчётов} одновременно. Дождитесь готовых или отмените лишние.',
      en: 'At most {limit} {limit:report|reports} at a time. Wait for one, or cancel one.',
    },
  },
  report_failed: {
    status: 500,
    title: { ru: 'Отчёт не удалось сделать', en: 'The report could not be made' },
    detail: {
      ru: 'Мы уже знаем об ошибке. Попробуйте позже или сузьте отбор.',
      en: 'The error has been recorded. Try again later, or narrow the filter.',
    },
  },
  report_not_rendered: {
    status: 500,
    title: { ru: 'Отчёт не сформирован', en: 'The report could not be made' },
    detail: {
      ru: 'Вёрстка не справилась с этими строками. Сузьте отбор или возьмите CSV либо XLSX. Мы уже знаем об ошибке.',
      en: 'These rows were too much to typeset. Narrow the filter, or take CSV or XLSX. The error has been recorded.',
    },
  },
} as const satisfies ProblemCatalogue;
