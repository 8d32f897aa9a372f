import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DownloadButton } from '../../../components/download-button.tsx';
import { Facts, type Fact } from '../../../components/facts.tsx';
import type { ListExport } from '../../../components/list/export-menu.tsx';
import { Section } from '../../../components/section.tsx';
import { TextLink, useScope } from '../../../navigation/link.tsx';
import classes from './report-part.module.css';

interface ReportPartProps {
  readonly title: string;
  /** The list that is reported on. */
  readonly to: string;
  readonly facts: readonly Fact[];
  readonly exports: readonly ListExport[];
  /** Whether the person may open the list; yes unless it is said. */
  readonly mayOpen?: boolean;
  readonly isEmpty: boolean;
  readonly children: ReactNode;
}

/** One kind of things: its figures, its charts, the way to its list and the list as a file. */
export function ReportPart({ title, to, facts, exports, mayOpen = true, isEmpty, children }: ReportPartProps) {
  const { t } = useTranslation();
  const scope = useScope();
  const aside = (
    <Group gap="sm" className="no-print">
      {exports.map(({ label, fetch }) => (
        <DownloadButton key={label} label={label} size="compact-sm" fetch={() => fetch(scope)} />
      ))}
    </Group>
  );
  if (isEmpty) {
    return (
      <Section title={title}>
        <Text c="dimmed">{t('reports.none')}</Text>
      </Section>
    );
  }
  return (
    <Section title={title} aside={aside}>
      <Facts facts={facts} />
      <div className={classes.charts}>{children}</div>
      {mayOpen && <TextLink to={to}>{t('reports.see_list')}</TextLink>}
    </Section>
  );
}
