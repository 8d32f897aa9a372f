import type { VendorSettings } from '@kabinet/contracts/organizations/vendor-resources';
import { Group } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { versionOf } from '../../../api/client.ts';
import { queryClient } from '../../../api/query-client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { TextField } from '../../../forms/fields.tsx';
import { Form } from '../../../forms/form.tsx';
import { settingsQuery, showSettings } from './queries.ts';

interface Values {
  readonly name: { readonly ru: string; readonly en: string };
  readonly accent: string;
}

/** The vendor's name and colour; what is left empty goes back to what is configured. */
export function VendorForm() {
  const { t } = useTranslation();
  const settings = useSuspenseQuery(settingsQuery).data;
  const [seen, setSeen] = useState(settings);
  async function submit({ name, accent }: Values): Promise<void> {
    const body = { name: name.ru === '' && name.en === '' ? null : name, accent: accent === '' ? null : accent.toLowerCase() };
    // Another logo, chosen below, is another version but nothing that this form would overwrite.
    const base = isSame(settings, seen) ? settings : seen;
    setSeen(await api.organizations.changeVendorSettings({ body }, { ifMatch: versionOf(base) }));
    await showSettings();
    announce(t('settings.saved'));
  }
  async function reload(): Promise<Values> {
    const fresh = await queryClient.query({ ...settingsQuery, staleTime: 0 });
    setSeen(fresh);
    return valuesOf(fresh);
  }
  const { configured } = seen;
  return (
    <Form initial={valuesOf(seen)} submit={submit} submitLabel={t('common.save')} reload={reload}>
      <Group gap="md" grow align="start">
        <TextField name="name.ru" label={t('settings.name_ru')} description={t('settings.else', { value: configured.name.ru })} />
        <TextField name="name.en" label={t('settings.name_en')} description={t('settings.else', { value: configured.name.en })} />
      </Group>
      <TextField name="accent" label={t('settings.accent')} description={t('settings.accent_hint')} />
    </Form>
  );
}

function isSame(one: VendorSettings, other: VendorSettings): boolean {
  return JSON.stringify(valuesOf(one)) === JSON.stringify(valuesOf(other));
}

function valuesOf({ name, accent }: VendorSettings): Values {
  return { name: name ?? { ru: '', en: '' }, accent: accent ?? '' };
}
