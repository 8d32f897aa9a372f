import { expect, test } from 'vitest';
import { readMarkdown } from './read-markdown.ts';

const BODY = `# Установка

> [!WARNING]
> Сначала **резервная** копия.

См. [журнал](setup.log), ![окно](./%D0%BE%D0%BA%D0%BD%D0%BE.png) и [сайт](https://example.org/a.png).

## Параметры

| имя | значение |
| --- | --- |
| \`port\` | 8080 |

    kabinet doctor
`;

test('of Markdown words, headings and the names of files are read', () => {
  const { headings, plain, files } = readMarkdown(BODY);
  expect(headings).toBe('Установка\nПараметры');
  expect(files).toEqual(['setup.log', 'окно.png']);
  expect(plain.split('\n')).toEqual([
    'Установка',
    'Сначала резервная копия.',
    'См. журнал, окно и сайт.',
    'Параметры',
    'имя',
    'значение',
    'port',
    '8080',
    'kabinet doctor',
  ]);
});
