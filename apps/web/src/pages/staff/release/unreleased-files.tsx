import type { Release } from '@kabinet/contracts/products/resources';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../../../components/section.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { KindWords } from '../../portal/downloads/labels.tsx';
import classes from '../../portal/downloads/downloads.module.css';

/** The files of a release that nobody can download yet. */
export function UnreleasedFiles({ release: { artifacts } }: { readonly release: Release }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (artifacts.length === 0) return null;
  return (
    <Section title={t('releases.files')}>
      <ul className={classes.files}>
        {artifacts.map((artifact) => (
          <li key={artifact.id}>
            <div>
              <Text className={classes.name}>{artifact.file}</Text>
              <Text size="sm" c="dimmed">
                {artifact.title && `${format.text(artifact.title)} · `}
                <KindWords {...artifact} />
                {artifact.platform !== null && ` · ${artifact.platform}`}
              </Text>
            </div>
            <Text>{format.size(artifact.size)}</Text>
          </li>
        ))}
      </ul>
    </Section>
  );
}
