import type { Me } from '@kabinet/contracts/auth/resources';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { versionOf } from '../../../api/client.ts';
import { queryClient } from '../../../api/query-client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { Section } from '../../../components/section.tsx';
import { ChoiceField, TextField } from '../../../forms/fields.tsx';
import { Form } from '../../../forms/form.tsx';
import { i18n, switchLanguage, type Language } from '../../../i18n/i18n.ts';
import { useMe } from '../../../session/me.ts';
import classes from './profile.module.css';

interface AboutMeValues {
  name: string;
  locale: Language;
}

const languages: readonly Language[] = ['ru', 'en'];

/** The person's name and language. */
export function AboutMe() {
  const { t } = useTranslation();
  const me = useMe();
  const [seen, setSeen] = useState(me);
  const [saves, setSaves] = useState(0);
  async function submit(body: AboutMeValues): Promise<void> {
    setSeen(await api.auth.changeMe({ body }, { ifMatch: versionOf(seen) }));
    setSaves(saves + 1);
    await switchLanguage(body.locale, true);
    await queryClient.invalidateQueries({ queryKey: ['me'] });
    // In the language that was chosen just now.
    announce(i18n.t('profile.saved'));
  }
  async function reload(): Promise<AboutMeValues> {
    const fresh = await api.auth.getMe({});
    setSeen(fresh);
    return valuesOf(fresh);
  }
  return (
    <Section title={t('profile.person')}>
      <div className={classes.form}>
        {/* Saved, the form begins anew with what is so now. */}
        <Form key={saves} initial={valuesOf(seen)} submit={submit} submitLabel={t('common.save')} reload={reload}>
          <TextField name="name" label={t('session.name')} autoComplete="name" required />
          <ChoiceField
            name="locale"
            label={t('profile.language')}
            description={t('profile.language_hint')}
            options={languages.map((value) => ({ value, label: t(`profile.languages.${value}`) }))}
          />
        </Form>
      </div>
    </Section>
  );
}

function valuesOf({ name, locale }: Me): AboutMeValues {
  return { name, locale };
}
