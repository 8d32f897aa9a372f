import { Button, FileButton, Group, Text } from '@mantine/core';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, bytes } from '../../../api/api.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { FailureDialog } from '../../../forms/failure-dialog.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { settingsQuery, showSettings } from './queries.ts';
import classes from './settings.module.css';

/** The logo as it is shown on both themes, and another in its place. */
export function LogoChoice({ isReadOnly }: { readonly isReadOnly: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { logo, configured } = useSuspenseQuery(settingsQuery).data;
  const url = logo?.url ?? configured.logo_url;
  return (
    <>
      {url === null ? (
        <Text c="dimmed">{t('settings.no_logo')}</Text>
      ) : (
        <Group gap="md">
          <img src={url} alt={t('settings.logo_on_light')} className={classes.light} />
          <img src={logo?.url ?? configured.logo_dark_url ?? url} alt={t('settings.logo_on_dark')} className={classes.dark} />
          <Text size="sm" c="dimmed">
            {logo === null ? t('settings.logo_configured') : format.size(logo.size)}
          </Text>
        </Group>
      )}
      {!isReadOnly && <Change isThere={logo !== null} />}
    </>
  );
}

function Change({ isThere }: { readonly isThere: boolean }) {
  const { t } = useTranslation();
  const replace = useMutation({
    mutationFn: (file: File) => bytes.organizations.replaceVendorLogo({}, file, { headers: { 'content-type': file.type } }),
    onSuccess: () => done(t('settings.logo_saved')),
  });
  const remove = useMutation({
    mutationFn: () => api.organizations.deleteVendorLogo({}),
    onSuccess: () => done(t('settings.logo_removed')),
  });
  const failed = replace.isError ? replace : remove;
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('settings.logo_hint')}
      </Text>
      <Group gap="sm">
        <FileButton accept="image/svg+xml,image/png" onChange={(file) => file && replace.mutate(file)}>
          {(button) => (
            <Button variant="default" loading={replace.isPending} {...button}>
              {t('settings.choose_logo')}
            </Button>
          )}
        </FileButton>
        {isThere && (
          <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('settings.remove_logo')}
          </Button>
        )}
      </Group>
      {failed.isError && <FailureDialog error={failed.error} close={failed.reset} />}
    </>
  );
}

async function done(words: string): Promise<void> {
  await showSettings();
  announce(words);
}
