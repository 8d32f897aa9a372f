import { Button, Group, Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../../../components/section.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import { usePageSearch } from '../../../navigation/search.ts';
import { useMe } from '../../../session/me.ts';
import { overviewQuery } from './overview.ts';
import { useAttention, type Attention } from './use-attention.tsx';
import { mattersOf } from './waiting.ts';
import classes from './attention-list.module.css';

/** At first; the rest is shown when it is asked for. */
const SHOWN = 8;

/** One list of what needs attention, in order, each with what to do about it. */
export function AttentionList() {
  const { t } = useTranslation();
  const [isWhole, setWhole] = useState(false);
  const items = useAttention();
  const matters = mattersOf(useMe());
  const shown = isWhole ? items : items.slice(0, SHOWN);
  return (
    <Section title={t('home.attention')}>
      {items.length === 0 && <Text c="dimmed">{t('home.all_well')}</Text>}
      <ul className={classes.list}>
        {shown.map((item) => (
          <Row key={item.key} item={item} />
        ))}
      </ul>
      {shown.length < items.length && (
        <Button variant="default" onClick={() => setWhole(true)}>
          {t('home.show_more', { count: items.length - shown.length })}
        </Button>
      )}
      <Group gap="lg">
        {matters.terms && <AllEnding />}
        {matters.advisories && (
          <TextLink to={paths.advisories()} search={{ impact: 'affected' }} size="sm">
            {t('home.see_advisories')}
          </TextLink>
        )}
      </Group>
    </Section>
  );
}

function Row({ item: { name, to, detail, aside, step } }: { readonly item: Attention }) {
  return (
    <li>
      <div>
        {to === undefined ? name : <TextLink to={to}>{name}</TextLink>}
        <Text size="sm" c="dimmed">
          {detail}
        </Text>
      </div>
      <div className={classes.aside}>{aside}</div>
      <TextLink to={step.to} {...(step.search && { search: step.search })} className={classes.step} aria-label={`${step.label}: ${name}`}>
        {step.label}
      </TextLink>
    </li>
  );
}

/** How much ends within the window, and the way to all of it. */
function AllEnding() {
  const { t } = useTranslation();
  const format = useFormat();
  const [search] = usePageSearch();
  const { licenses, certificates, from, until } = useSuspenseQuery(overviewQuery(search)).data;
  const ending = { status: 'active', valid_until_from: from, valid_until_until: until, sort: 'valid_until' };
  return (
    <>
      {licenses.total > 0 && (
        <TextLink to={paths.licenses()} search={ending} size="sm">
          {t('home.all_licenses_ending', { total: format.number(licenses.total) })}
        </TextLink>
      )}
      {certificates.total > 0 && (
        <TextLink to={paths.certificates()} search={ending} size="sm">
          {t('home.all_certificates_ending', { total: format.number(certificates.total) })}
        </TextLink>
      )}
    </>
  );
}
