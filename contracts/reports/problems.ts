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
  report_not_rendered: {
    status: 500,
    title: { ru: 'Отчёт не сформирован', en: 'The report could not be made' },
    detail: {
      ru: 'Вёрстка не справилась с этими строками. Сузьте отбор или возьмите CSV либо XLSX. Мы уже знаем об ошибке.',
      en: 'These rows were too much to typeset. Narrow the filter, or take CSV or XLSX. The error has been recorded.',
    },
  },
} as const satisfies ProblemCatalogue;
