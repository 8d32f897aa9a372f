import { useTranslation } from 'react-i18next';
import { CabinetLink } from '../../../components/cabinet-link.tsx';
import { Facts } from '../../../components/facts.tsx';
import { Section } from '../../../components/section.tsx';
import { StateLabel } from '../../../components/state-label.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import { IssueSeverityLabel, ResponseClock } from './labels.tsx';
import type { IssueDetails } from './queries.ts';

export function Overview({ issue }: { readonly issue: IssueDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { certificate_id, license_id, version, assignee } = issue;
  const links = [
    ...(certificate_id === null ? [] : [{ label: t('support.certificate'), to: paths.certificate(certificate_id) }]),
    ...(license_id === null ? [] : [{ label: t('support.license'), to: paths.license(license_id) }]),
  ];
  return (
    <Section title={t('support.about')} aside={issue.private && <StateLabel tone="warning">{t('support.private')}</StateLabel>}>
      <Facts
        facts={[
          { label: t('support.respond_by'), value: <ResponseClock issue={issue} /> },
          { label: t('support.severity'), value: <IssueSeverityLabel severity={issue.severity} /> },
          { label: t('support.cabinet'), value: <CabinetLink cabinet={issue.cabinet} /> },
          { label: t('support.product'), value: format.text(issue.product.name) },
          ...(version === null ? [] : [{ label: t('support.version'), value: version }]),
          { label: t('support.created_by'), value: issue.created_by.name ?? t('support.somebody') },
          { label: t('support.assignee'), value: assignee?.name ?? t('support.nobody') },
          ...links.map(({ label, to }) => ({ label, value: <TextLink to={to}>{t('support.open')}</TextLink> })),
        ]}
      />
    </Section>
  );
}
