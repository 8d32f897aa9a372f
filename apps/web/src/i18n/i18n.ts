import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { en } from './en/en.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
    nsSeparator: false;
  }
}

export type Language = 'ru' | 'en';

const REMEMBERED = 'kabinet.language';

export const i18n = createInstance();

/** Starts in the language that was chosen here before; on a first visit in the browser's, Russian beside it. */
export async function startI18n(): Promise<void> {
  await i18n.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: false,
    // There is one namespace, and scopes of tokens have colons.
    nsSeparator: false,
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false, bindI18nStore: 'added' },
  });
  await switchLanguage(firstLanguage());
}

/** Loads the catalogue of `language` and shows the page in it; remembered for the next visit when a person chose it. */
export async function switchLanguage(language: Language, remember = false): Promise<void> {
  await loadWords(language);
  if (i18n.language !== language) await i18n.changeLanguage(language);
  document.documentElement.lang = language;
  if (remember) localStorage.setItem(REMEMBERED, language);
}

/** The parts of a catalogue: of the pages before the log-in, of all behind it, and of what few visit, or not at once. */
export type Words =
  | 'public'
  | 'portal'
  | 'advisories'
  | 'console'
  | 'delivery'
  | 'guides'
  | 'knowledge'
  | 'people'
  | 'products'
  | 'records'
  | 'reports'
  | 'search'
  | 'support'
  | 'terms'
  | 'webhooks';

const parts = new Set<Words>(['public']);
const added = new Set<string>();

/** Loads the words of more pages, in every language that is switched to from now on. */
export async function loadWordsOf(part: Words): Promise<void> {
  parts.add(part);
  await addWords(i18n.language as Language, part);
}

async function loadWords(language: Language): Promise<void> {
  await Promise.all([...parts].map((part) => addWords(language, part)));
}

async function addWords(language: Language, part: Words): Promise<void> {
  const words = await catalogues[language][part]();
  const name = `${language} ${part}`;
  if (added.has(name)) return;
  added.add(name);
  i18n.addResourceBundle(language, 'translation', words, true, true);
}

/** One language is loaded, not both; of it what the pages need that are visited. */
const catalogues: Readonly<Record<Language, Readonly<Record<Words, () => Promise<object>>>>> = {
  ru: {
    public: async () => (await import('./ru/public.ts')).publicWords,
    portal: async () => (await import('./ru/portal.ts')).portalWords,
    advisories: async () => (await import('./ru/advisory-words.ts')).advisoryWords,
    console: async () => (await import('./ru/console.ts')).consoleWords,
    delivery: async () => (await import('./ru/delivery.ts')).deliveryWords,
    knowledge: async () => (await import('./ru/knowledge-words.ts')).knowledgeWords,
    guides: async () => (await import('./ru/guide-words.ts')).guideWords,
    people: async () => (await import('./ru/people-words.ts')).peopleWords,
    products: async () => (await import('./ru/product-words.ts')).productWords,
    records: async () => (await import('./ru/records.ts')).recordWords,
    reports: async () => (await import('./ru/report-words.ts')).reportWords,
    search: async () => (await import('./ru/search-words.ts')).searchWords,
    support: async () => (await import('./ru/support-words.ts')).supportWords,
    terms: async () => (await import('./ru/term-words.ts')).termWords,
    webhooks: async () => (await import('./ru/webhook-words.ts')).webhookWords,
  },
  en: {
    public: async () => (await import('./en/public.ts')).publicWords,
    portal: async () => (await import('./en/portal.ts')).portalWords,
    advisories: async () => (await import('./en/advisory-words.ts')).advisoryWords,
    console: async () => (await import('./en/console.ts')).consoleWords,
    delivery: async () => (await import('./en/delivery.ts')).deliveryWords,
    knowledge: async () => (await import('./en/knowledge-words.ts')).knowledgeWords,
    guides: async () => (await import('./en/guide-words.ts')).guideWords,
    people: async () => (await import('./en/people-words.ts')).peopleWords,
    products: async () => (await import('./en/product-words.ts')).productWords,
    records: async () => (await import('./en/records.ts')).recordWords,
    reports: async () => (await import('./en/report-words.ts')).reportWords,
    search: async () => (await import('./en/search-words.ts')).searchWords,
    support: async () => (await import('./en/support-words.ts')).supportWords,
    terms: async () => (await import('./en/term-words.ts')).termWords,
    webhooks: async () => (await import('./en/webhook-words.ts')).webhookWords,
  },
};

function firstLanguage(): Language {
  const remembered = localStorage.getItem(REMEMBERED);
  if (remembered === 'ru' || remembered === 'en') return remembered;
  const preferred = navigator.languages.find((tag) => /^(ru|en)\b/i.test(tag));
  return preferred?.toLowerCase().startsWith('en') ? 'en' : 'ru';
}
