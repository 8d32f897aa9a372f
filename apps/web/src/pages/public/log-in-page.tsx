import { Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../components/page-header.tsx';
import { TextLink } from '../../navigation/link.tsx';
import { paths } from '../../navigation/paths.ts';
import { parseSearch, usePageSearch, type Search } from '../../navigation/search.ts';
import { LogInForm } from '../../session/log-in-form.tsx';

export function Page() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [{ next }] = usePageSearch();
  return (
    <>
      <Stack gap={6}>
        <PageHeader title={t('session.log_in')} />
        <Text c="dimmed">{t('session.log_in_lead')}</Text>
      </Stack>
      <LogInForm done={() => void navigate(destinationOf(next))} />
      <TextLink to={paths.resetPassword()} size="sm">
        {t('session.forgot_password')}
      </TextLink>
      <TextLink to={paths.requestToJoin()} size="sm">
        {t('joining.link')}
      </TextLink>
    </>
  );
}

/** Where the person wanted to go, when that is a page of ours: a link to the log-in must not lead elsewhere. */
function destinationOf(next = paths.home()): { to: string; search: Search } {
  const { origin, pathname, search } = new URL(next, location.origin);
  return origin === location.origin ? { to: pathname, search: parseSearch(search) } : { to: paths.home(), search: {} };
}
