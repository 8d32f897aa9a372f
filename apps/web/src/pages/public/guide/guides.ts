import { queryOptions } from '@tanstack/react-query';
import type { Language } from '../../../i18n/i18n.ts';

/** Whom guides are for, and which: in the order in which they are offered. The files are those of `docs/guides`. */
export const shelves = [
  { readers: 'customers', guides: ['customers', 'webhooks'] },
  { readers: 'staff', guides: ['staff'] },
  { readers: 'product_teams', guides: ['publish-a-release', 'publish-an-advisory'] },
  { readers: 'integrators', guides: ['integrate', 'helpdesk'] },
  { readers: 'operators', guides: ['operate'] },
] as const;

export type GuideName = (typeof shelves)[number]['guides'][number];

const names: readonly string[] = shelves.flatMap(({ guides }) => guides);

export function isGuide(name: string): name is GuideName {
  return names.includes(name);
}

export function isLanguage(text: string): text is Language {
  return text === 'ru' || text === 'en';
}

export interface GuideDocument {
  readonly title: string;
  /** Markdown, without the title. */
  readonly body: string;
}

/** Each in a file of its own: who reads one guide loads one. */
const texts = import.meta.glob<string>('../../../../../../docs/guides/{ru,en}/*.md', { query: '?raw', import: 'default' });
const addresses = import.meta.glob<string>('../../../../../../docs/images/guides/*.png', { query: '?url', import: 'default', eager: true });
const pictures = new Map(Object.entries(addresses).map(([path, address]) => [path.slice(path.lastIndexOf('/') + 1), address]));

export function guideQuery(language: Language, name: GuideName) {
  return queryOptions({
    queryKey: ['guides', language, name],
    staleTime: Infinity,
    queryFn: async (): Promise<GuideDocument> => {
      const text = await texts[`../../../../../../docs/guides/${language}/${name}.md`]?.();
      if (text === undefined) throw new Error(`the build has no guide ${name} in ${language}`);
      const [heading = '', ...lines] = text.split('\n');
      return { title: heading.replace(/^# /, ''), body: lines.join('\n') };
    },
  });
}

/** Where the build has put the picture of that name. */
export function pictureAddress(name: string): string | undefined {
  return pictures.get(name);
}
