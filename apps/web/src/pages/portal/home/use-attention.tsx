import type { Certificate, License } from '@kabinet/contracts/licenses/resources';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TermEnd } from '../../../components/term.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { paths } from '../../../navigation/paths.ts';
import { usePageSearch, type Search } from '../../../navigation/search.ts';
import { useMe } from '../../../session/me.ts';
import { SeverityLabel } from '../advisory/severity-label.tsx';
import { overviewQuery } from './overview.ts';
import { inOrder, type Matter } from './urgency.ts';
import { affectingQuery, askingQuery, mattersOf, offeredQuery, repliesQuery, withheldQuery } from './waiting.ts';

interface Step {
  readonly label: string;
  readonly to: string;
  readonly search?: Search;
}

export interface Attention {
  readonly key: string;
  readonly matter: Matter;
  /** What it is called; `to` where it has a page. */
  readonly name: string;
  readonly to?: string;
  readonly detail: string;
  readonly aside?: ReactNode;
  /** What to do about it. */
  readonly step: Step;
}

/** Everything that needs the person's attention, the most urgent first. What `load` asked for is there already. */
export function useAttention(): readonly Attention[] {
  return inOrder([...useAdvisories(), ...useTerms(), ...useReplies(), ...useTransfers(), ...usePeople(), ...useUpdates()]);
}

function useAdvisories(): Attention[] {
  const { t } = useTranslation();
  const format = useFormat();
  const [search] = usePageSearch();
  const { data } = useQuery({ ...affectingQuery(search), enabled: mattersOf(useMe()).advisories });
  return (data?.items ?? []).map(({ id, tracking_id, title, products, severity, score }) => ({
    key: id,
    matter: { kind: 'advisory', severity },
    name: `${tracking_id}: ${title}`,
    to: paths.advisory(id),
    detail: [t('home.affects_you'), ...products.map(({ name }) => format.text(name))].join(' · '),
    aside: <SeverityLabel severity={severity} score={score} />,
    step: { label: t('home.see_fix'), to: paths.advisory(id) },
  }));
}

function useTerms(): Attention[] {
  const { t } = useTranslation();
  const format = useFormat();
  const [search] = usePageSearch();
  const { terms, replies } = mattersOf(useMe());
  const { data } = useQuery({ ...overviewQuery(search), enabled: terms });
  function item({ id, number, product, cabinet, valid_until }: License | Certificate, name: string, to: string, step: Step): Attention {
    return {
      key: id,
      matter: { kind: 'term', days_left: valid_until === null ? Infinity : format.daysUntil(valid_until) },
      name: `${name} ${number}`,
      to,
      detail: `${format.text(product.name)} · ${cabinet.name}`,
      aside: <TermEnd until={valid_until} />,
      step,
    };
  }
  const licenses = (data?.licenses.items ?? []).map((license) => {
    const to = paths.license(license.id);
    return item(license, t('home.license_ends'), to, { label: t('home.see'), to });
  });
  const certificates = (data?.certificates.items ?? []).map((certificate) => {
    const to = paths.certificate(certificate.id);
    const ask = { label: t('home.ask_to_renew'), to: paths.newIssue(), search: { certificate: certificate.id } };
    return item(certificate, t('home.certificate_ends'), to, replies ? ask : { label: t('home.see'), to });
  });
  return [...certificates, ...licenses];
}

function useReplies(): Attention[] {
  const { t } = useTranslation();
  const format = useFormat();
  const [search] = usePageSearch();
  const { data } = useQuery({ ...repliesQuery(search), enabled: mattersOf(useMe()).replies });
  return (data?.items ?? []).map(({ id, number, subject, updated_at }) => ({
    key: id,
    matter: { kind: 'reply' },
    name: subject,
    to: paths.issue(id),
    detail: [t('home.support_waits'), number].join(' · '),
    aside: format.instant(updated_at),
    step: { label: t('home.reply'), to: paths.issue(id) },
  }));
}

function useTransfers(): Attention[] {
  const { t } = useTranslation();
  const format = useFormat();
  const [search] = usePageSearch();
  const { data } = useQuery({ ...offeredQuery(search), enabled: mattersOf(useMe()).transfers });
  return (data?.items ?? []).map(({ id, product, quantity, from_cabinet, to_cabinet, created_at }) => ({
    key: id,
    matter: { kind: 'transfer' },
    name: `${format.text(product.name)} · ${t('transfers.units', { count: quantity })}`,
    detail: `${t('home.transfers_waiting')}: ${from_cabinet.name} → ${to_cabinet.name}`,
    aside: format.instant(created_at),
    step: { label: t('home.answer_transfers'), to: paths.transfers(), search: { status: 'pending', side: 'receiver' } },
  }));
}

function usePeople(): Attention[] {
  const { t } = useTranslation();
  const format = useFormat();
  const [search] = usePageSearch();
  const { data } = useQuery({ ...askingQuery(search), enabled: mattersOf(useMe()).people });
  return (data?.items ?? []).map(({ id, name, email, cabinet, created_at }) => ({
    key: id,
    matter: { kind: 'person' },
    name,
    detail: [t('home.people_asking'), email, cabinet.name].join(' · '),
    aside: format.instant(created_at),
    step: { label: t('home.answer_people'), to: paths.joinRequests() },
  }));
}

function useUpdates(): Attention[] {
  const { t } = useTranslation();
  const format = useFormat();
  const [search] = usePageSearch();
  const { data = [] } = useQuery({ ...withheldQuery(search), enabled: mattersOf(useMe()).updates });
  return data.map(({ id, release_id, product, version, reason }) => ({
    key: id,
    matter: { kind: 'update' },
    name: t('home.update_withheld', { product: format.text(product.name), version }),
    to: paths.release(release_id),
    detail: t(reason === 'support_expired' ? 'home.needs_support' : 'home.needs_license'),
    step: { label: t('home.see_updates'), to: paths.downloads(), search: { kind: 'update', product_id: product.id } },
  }));
}
