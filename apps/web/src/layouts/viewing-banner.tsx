import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { useFormat } from '../i18n/use-format.ts';
import { paths } from '../navigation/paths.ts';
import { switchPerson, useMe } from '../session/me.ts';
import { session } from '../session/session.ts';
import classes from './banner.module.css';

/** Says on every page that it is seen with a customer's eyes, and leads back to one's own. */
export function ViewingBanner() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { name, viewed_by } = useMe();
  const ending = useMutation({
    mutationFn: async () => {
      // Its token ends by itself: nobody is kept in it by an answer that does not come.
      await api.auth.deleteJwt({}).catch(() => undefined);
      session.endViewing();
      await switchPerson();
      await navigate({ to: paths.clients(), search: {} });
    },
  });
  if (viewed_by === null) return null;
  return (
    <div role="status" className={`${classes.banner} ${classes.sticky}`}>
      <span>{t('viewing.banner', { name, until: format.instant(viewed_by.until) })}</span>
      <Button size="compact-sm" variant="default" className="no-print" loading={ending.isPending} onClick={() => ending.mutate()}>
        {t('viewing.end')}
      </Button>
    </div>
  );
}
