import type { Certificate } from '@kabinet/contracts/licenses/resources';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Section } from '../../../components/section.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import type { IssueDetails } from '../../portal/support/queries.ts';
import classes from '../../portal/support/support.module.css';
import { clientQuery } from './queries.ts';

/** Who asks: what they have, and what else they asked. */
export function ClientContext({ issue: { id, cabinet } }: { readonly issue: IssueDetails }) {
  const { t } = useTranslation();
  const client = useQuery(clientQuery(cabinet.id)).data;
  const others = (client?.issues ?? []).filter((issue) => issue.id !== id);
  return (
    <Section
      title={t('support.client')}
      aside={
        <TextLink to={paths.client(cabinet.id)} size="sm">
          {t('support.client_page')}
        </TextLink>
      }
    >
      <Certificates certificates={client?.certificates} />
      <Text fw={600}>{t('support.client_issues')}</Text>
      {client && others.length === 0 && <Text c="dimmed">{t('support.no_client_issues')}</Text>}
      <ul className={classes.notes}>
        {others.map(({ id: key, number, subject, status }) => (
          <li key={key}>
            <TextLink to={paths.issue(key)}>{subject}</TextLink>
            <Text size="sm" c="dimmed">
              {number} · {t(`support.statuses.${status}`)}
            </Text>
          </li>
        ))}
      </ul>
      <TextLink to={paths.issues()} search={{ cabinet_id: cabinet.id }} size="sm">
        {t('support.all_client_issues')}
      </TextLink>
    </Section>
  );
}

function Certificates({ certificates }: { readonly certificates: readonly Certificate[] | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <Text fw={600}>{t('support.client_certificates')}</Text>
      {certificates?.length === 0 && <Text c="dimmed">{t('support.no_client_certificates')}</Text>}
      <ul className={classes.notes}>
        {(certificates ?? []).map(({ id: key, number, product, valid_until }) => (
          <li key={key}>
            <TextLink to={paths.certificate(key)}>{number}</TextLink>
            <Text size="sm" c="dimmed">
              {format.text(product.name)} · {format.date(valid_until)}
            </Text>
          </li>
        ))}
      </ul>
    </>
  );
}
