import type { AdvisoryDetails } from '@kabinet/contracts/products/advisory-resources';
import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../../components/facts.tsx';
import { Section } from '../../../components/section.tsx';
import { SeverityLabel } from './severity-label.tsx';
import classes from './advisory.module.css';

type Vulnerability = AdvisoryDetails['vulnerabilities'][number];

/** Each vulnerability with what to do about it. */
export function Vulnerabilities({ vulnerabilities }: Pick<AdvisoryDetails, 'vulnerabilities'>) {
  return vulnerabilities.map((vulnerability, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- a vulnerability may have no name of its own
    <One key={index} vulnerability={vulnerability} />
  ));
}

function One({ vulnerability }: { readonly vulnerability: Vulnerability }) {
  const { t } = useTranslation();
  const { cve, title, severity, score, vector, cwe, description, remediations } = vulnerability;
  const name = [cve, title].filter((part) => part !== null).join(': ');
  const facts = [
    { label: t('advisories.vector'), value: vector && <span className={classes.code}>{vector}</span> },
    { label: t('advisories.cwe'), value: cwe },
  ].filter(({ value }) => value !== null);
  return (
    <Section title={name || t('advisories.vulnerability')} aside={<SeverityLabel severity={severity} score={score} />}>
      {description !== null && <Text className={classes.text}>{description}</Text>}
      {facts.length > 0 && <Facts facts={facts} />}
      {remediations.length > 0 && <Remediations remediations={remediations} />}
    </Section>
  );
}

const KNOWN = ['workaround', 'mitigation', 'vendor_fix', 'none_available', 'no_fix_planned'] as const;

function Remediations({ remediations }: Pick<Vulnerability, 'remediations'>) {
  const { t } = useTranslation();
  return (
    <div>
      <Text fw={600}>{t('advisories.remediations')}</Text>
      <ul className={classes.list}>
        {remediations.map(({ category, details, url }) => {
          const known = KNOWN.find((name) => name === category);
          return (
            <li key={`${category} ${details}`} className={classes.text}>
              {known ? `${t(`advisories.remediation.${known}`)}: ` : ''}
              {details} {url !== null && <Outside url={url}>{url}</Outside>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** A link that the document's author wrote: it leads out of the portal, and only where a browser may safely go. */
export function Outside({ url, children }: { readonly url: string; readonly children: string }) {
  if (!/^https?:\/\//i.test(url)) return children;
  return (
    <Anchor href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </Anchor>
  );
}
