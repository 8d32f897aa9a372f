import type { Contract } from '@kabinet/contract';
import type { Text } from '@kabinet/problem';

/** Every text of a contract that people read, by what it is. */
export function textsOf({ service, problems, fields }: Contract): [string, Text][] {
  return [
    ...Object.entries(problems).flatMap(([code, { title, detail = title }]): [string, Text][] => [
      [`${service}: ${code}`, title],
      [`${service}: ${code}, detail`, detail],
    ]),
    ...Object.entries(fields).map(([code, text]): [string, Text] => [`${service}: field ${code}`, text]),
  ];
}

export function wordsOf(text: string): string {
  return text.replaceAll(/\{\w+\}/g, '');
}

export function parametersOf(text: string): string[] {
  return (text.match(/\{\w+\}/g) ?? []).toSorted();
}
