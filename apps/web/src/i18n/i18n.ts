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
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
  if (remember) localStorage.setItem(REMEMBERED, language);
}

let isInside = false;

/** Loads the words of the pages behind the log-in, which those before it do without. */
export async function loadPortalWords(): Promise<void> {
  if (isInside) return;
  isInside = true;
  await loadWords(i18n.language as Language);
}

async function loadWords(language: Language): Promise<void> {
  const parts = isInside ? [catalogues[language].public(), catalogues[language].portal()] : [catalogues[language].public()];
  for (const words of await Promise.all(parts)) i18n.addResourceBundle(language, 'translation', words, true, true);
}

interface Catalogue {
  public(): Promise<object>;
  portal(): Promise<object>;
}

/** One language is loaded, not both. */
const catalogues: Readonly<Record<Language, Catalogue>> = {
  ru: {
    public: async () => (await import('./ru/public.ts')).publicWords,
    portal: async () => (await import('./ru/portal.ts')).portalWords,
  },
  en: {
    public: async () => (await import('./en/public.ts')).publicWords,
    portal: async () => (await import('./en/portal.ts')).portalWords,
  },
};

function firstLanguage(): Language {
  const remembered = localStorage.getItem(REMEMBERED);
  if (remembered === 'ru' || remembered === 'en') return remembered;
  const preferred = navigator.languages.find((tag) => /^(ru|en)\b/i.test(tag));
  return preferred?.toLowerCase().startsWith('en') ? 'en' : 'ru';
}
