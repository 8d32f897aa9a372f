import { Button, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { switchLanguage, type Language } from '../i18n/i18n.ts';

/** Shows the other language, in that language. `switched` is for pages whose address names it. */
export function LanguageSwitch({ switched }: { readonly switched?: (language: Language) => void }) {
  const { t, i18n } = useTranslation();
  const other: Language = i18n.language === 'ru' ? 'en' : 'ru';
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-md"
      px={8}
      lang={other}
      onClick={() => void switchLanguage(other, true).then(() => switched?.(other))}
    >
      {other.toUpperCase()}
      <VisuallyHidden>{t('shell.switch_language')}</VisuallyHidden>
    </Button>
  );
}
