import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../navigation/paths.ts';
import { Notice } from './notice.tsx';
import { PageTitle } from './page-title.tsx';

export function NotFoundPage() {
  const { t } = useTranslation();
  const title = t('failures.not_found_title');
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <Notice
        order={1}
        title={title}
        action={
          <Button mt="sm" renderRoot={(root) => <Link to={paths.home()} {...root} />}>
            {t('common.back_home')}
          </Button>
        }
      >
        {t('failures.not_found')}
      </Notice>
    </>
  );
}
