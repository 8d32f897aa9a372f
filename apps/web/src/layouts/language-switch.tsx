import { Button, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { switchLanguage, type Language } from '../i18n/i18n.ts';

/** Shows the other language, in that language. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const other: Language = i18n.language === 'ru' ? 'en' : 'ru';
  return (
    <Button variant="subtle" color="gray" size="compact-md" px={8} lang={other} onClick={() => void switchLanguage(other, true)}>
      {other.toUpperCase()}
      <VisuallyHidden>{t('shell.switch_language')}</VisuallyHidden>
    </Button>
  );
}
