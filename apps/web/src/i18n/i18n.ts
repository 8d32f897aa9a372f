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
  i18n.addResourceBundle(language, 'translation', await catalogues[language]());
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
  if (remember) localStorage.setItem(REMEMBERED, language);
}

/** One catalogue is loaded, not both. */
const catalogues: Readonly<Record<Language, () => Promise<object>>> = {
  ru: async () => (await import('./ru/ru.ts')).ru,
  en: async () => (await import('./en/en.ts')).en,
};

function firstLanguage(): Language {
  const remembered = localStorage.getItem(REMEMBERED);
  if (remembered === 'ru' || remembered === 'en') return remembered;
  const preferred = navigator.languages.find((tag) => /^(ru|en)\b/i.test(tag));
  return preferred?.toLowerCase().startsWith('en') ? 'en' : 'ru';
}
