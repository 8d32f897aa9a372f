import { frame, type Letterhead, type Locale, type MailFacts } from './letter-frame.ts';
import type { Letter } from './letter.ts';

/** Letters about the second factor of the reader's own account. Who took the account over cannot keep them from coming. */

type Words = Pick<Letter, 'subject' | 'preview' | 'heading' | 'paragraphs'>;

const CAUTION: Readonly<Record<Locale, string>> = {
  ru: 'Если это не вы, сразу смените пароль и завершите чужие сеансы, а если войти не удаётся — напишите нам.',
  en: 'If it was not you, change your password at once and end the sessions that are not yours; if you cannot log in, write to us.',
};

const BUTTON: Readonly<Record<Locale, string>> = { ru: 'Открыть настройки безопасности', en: 'Open the security settings' };

/** A letter of these words, that leads to the settings of the account. */
function letterOf(words: Readonly<Record<Locale, Words>>) {
  return (facts: MailFacts, letterhead: Letterhead): Letter => {
    const { locale } = facts;
    const common = { ...frame(facts, letterhead, '/profile/security'), facts: [], deadline: '' };
    return { ...common, ...words[locale], button: BUTTON[locale], caution: CAUTION[locale] };
  };
}

export const factorEnabled = letterOf({
  ru: {
    subject: 'Второй фактор включён',
    preview: 'Теперь при входе спрашивается код.',
    heading: 'Второй фактор включён',
    paragraphs: ['При входе в личный кабинет теперь нужен код из приложения. Остальные сеансы завершены. Сохраните коды восстановления.'],
  },
  en: {
    subject: 'The second factor is on',
    preview: 'Logging in takes a code from now on.',
    heading: 'The second factor is on',
    paragraphs: [
      'Logging in to the customer portal takes a code of your app from now on. Your other sessions have ended. Keep the recovery codes.',
    ],
  },
});

export const factorDisabled = letterOf({
  ru: {
    subject: 'Второй фактор отключён',
    preview: 'Теперь для входа достаточно пароля.',
    heading: 'Второй фактор отключён',
    paragraphs: [
      'Его отключили вы или, по вашей просьбе, наша поддержка. Теперь для входа достаточно пароля, а коды восстановления больше не действуют.',
    ],
  },
  en: {
    subject: 'The second factor is off',
    preview: 'The password alone is enough to log in now.',
    heading: 'The second factor is off',
    paragraphs: [
      'You turned it off, or our support did at your request. The password alone is enough to log in now, and the recovery codes are void.',
    ],
  },
});

export const codesReplaced = letterOf({
  ru: {
    subject: 'Коды восстановления заменены',
    preview: 'Прежние коды больше не действуют.',
    heading: 'Коды восстановления заменены',
    paragraphs: ['Для вашей учётной записи получены новые коды восстановления. Прежние больше не действуют.'],
  },
  en: {
    subject: 'The recovery codes are replaced',
    preview: 'The earlier codes are void.',
    heading: 'The recovery codes are replaced',
    paragraphs: ['New recovery codes were made for your account. The earlier ones are void.'],
  },
});
