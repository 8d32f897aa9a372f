import { phrase, type Locale, type Text } from '@kabinet/problem';
import type { ComposedMail } from './compose-mail.ts';
import { greetingOf, type Letterhead } from './letter-frame.ts';
import { layOutHtml, layOutText, type Letter, type LetterSection } from './letter.ts';
import { oneLine } from './mail-address.ts';
import type { Words } from './words.ts';

const TEXTS = {
  portal: { ru: 'Личный кабинет', en: 'Customer portal' },
  open: { ru: 'Открыть в личном кабинете', en: 'Open in the portal' },
  hint: { ru: 'Если кнопка не работает, откройте адрес:', en: 'If the button does not work, open this address:' },
  several: {
    ru: 'Новое в личном кабинете: {count} {count:уведомление|уведомления|уведомлений}',
    en: 'News in the customer portal: {count} {count:notification|notifications}',
  },
  rest: { ru: 'И ещё {count} в личном кабинете.', en: 'And {count} more in the portal.' },
  choice: { ru: 'Выбрать, о чём писать, или отписаться', en: 'Choose what is mailed to you, or unsubscribe' },
} as const satisfies Record<string, Text>;

/** A mail names so many things; the others are counted. */
const SHOWN = 50;

/** What is due for one person, in one mail: a letter of its own for a single thing, a list for several. `choiceUrl` is where they unsubscribe. */
export function composeNotices(
  news: readonly Words[],
  reader: { readonly name: string; readonly locale: Locale },
  letterhead: Letterhead,
  choiceUrl: string,
): ComposedMail {
  const { locale } = reader;
  const { publicUrl, vendor } = letterhead;
  const common = {
    locale,
    greeting: greetingOf(locale, oneLine(reader.name)),
    facts: [],
    deadline: '',
    caution: '',
    sender: `${oneLine(vendor[locale])} · ${TEXTS.portal[locale]}`,
    senderUrl: publicUrl,
    linkHint: TEXTS.hint[locale],
    choice: { label: TEXTS.choice[locale], link: choiceUrl },
  };
  const [only] = news;
  const letter = only && news.length === 1 ? single(only, common, publicUrl) : several(news, common, publicUrl);
  return { subject: letter.subject, text: layOutText(letter), html: layOutHtml(letter) };
}

type Common = Omit<Letter, 'subject' | 'preview' | 'heading' | 'paragraphs' | 'button' | 'link'>;

function single({ title, body, link }: Words, common: Common, publicUrl: string): Letter {
  const lines = linesOf(body);
  const heading = oneLine(title);
  return {
    ...common,
    subject: heading,
    preview: lines[0] ?? '',
    heading,
    paragraphs: lines,
    button: TEXTS.open[common.locale],
    link: publicUrl + (link ?? '/notifications'),
  };
}

function several(news: readonly Words[], common: Common, publicUrl: string): Letter {
  const subject = phrase(TEXTS.several, { count: news.length }, common.locale);
  const shown = news.slice(0, SHOWN);
  const sections = shown.map(({ title, body, link }): LetterSection => {
    return { title: oneLine(title), lines: linesOf(body).slice(0, 5), link: link === null ? null : publicUrl + link };
  });
  return {
    ...common,
    subject,
    preview: sections.map(({ title }) => title).join('; '),
    heading: subject,
    paragraphs: [],
    sections,
    deadline: news.length > SHOWN ? phrase(TEXTS.rest, { count: news.length - SHOWN }, common.locale) : '',
    button: TEXTS.open[common.locale],
    link: `${publicUrl}/notifications`,
  };
}

/** Markdown is read as it is typed: what announcements use of it reads well as plain text. */
function linesOf(body: string): string[] {
  return body
    .split(/\n+/)
    .map((line) => oneLine(line))
    .filter((line) => line !== '');
}
