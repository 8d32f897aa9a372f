import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LoadMore, type Paging } from '../../../components/list/list-footer.tsx';
import { Section } from '../../../components/section.tsx';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import classes from './found-organizations.module.css';

interface FoundOrganizationsProps {
  readonly organizations: readonly Cabinet[];
  readonly query: Paging;
}

/** What the server found by name or ИНН, wherever it stands in the tree. */
export function FoundOrganizations({ organizations, query }: FoundOrganizationsProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('organizations.found')}>
      <Text size="sm" c="dimmed" role="status">
        {organizations.length === 0 ? t('shell.no_cabinets') : t('list.shown', { count: organizations.length })}
      </Text>
      <ul className={classes.list} aria-label={t('organizations.found')}>
        {organizations.map(({ id, name, inn, kpp }) => (
          <li key={id}>
            <TextLink to={paths.organization(id)}>{name}</TextLink>
            <span>{kpp === null ? inn : `${inn} / ${kpp}`}</span>
          </li>
        ))}
      </ul>
      {query.hasNextPage && <LoadMore query={query} />}
    </Section>
  );
}
