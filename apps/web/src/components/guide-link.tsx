import { useTranslation } from 'react-i18next';
import type { Language } from '../i18n/i18n.ts';
import { TextLink } from '../navigation/link.tsx';
import { paths } from '../navigation/paths.ts';

/** To what a guide says, in the reader's language. */
export function GuideLink({
  guide,
}: {
  readonly guide: 'customers' | 'webhooks' | 'staff' | 'publish-a-release' | 'integrate' | 'helpdesk';
}) {
  const { t, i18n } = useTranslation();
  return <TextLink to={paths.guide(i18n.language as Language, guide)}>{t('shell.read_guide')}</TextLink>;
}
