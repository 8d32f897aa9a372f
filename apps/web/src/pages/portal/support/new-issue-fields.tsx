import { CloseButton, Group, Stack, Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ChoiceField, TextAreaField, TextField } from '../../../forms/fields.tsx';
import { SwitchField } from '../../../forms/switch-field.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { usePageSearch } from '../../../navigation/search.ts';
import { productChoiceQuery } from '../license/queries.ts';
import { AttachButton, DropArea } from './drop-area.tsx';
import { SEVERITIES } from './filters.tsx';
import { certificatesQuery } from './queries.ts';
import { SuggestedArticles } from './suggested-articles.tsx';
import classes from './support.module.css';

export interface NewIssueValues {
  readonly certificate_id: string;
  readonly subject: string;
  readonly description: string;
  readonly severity: (typeof SEVERITIES)[number];
  readonly version: string;
  readonly private: boolean;
}

interface NewIssueFieldsProps {
  readonly files: readonly File[];
  readonly choose: (files: readonly File[]) => void;
}

export function NewIssueFields({ files, choose }: NewIssueFieldsProps) {
  const { t } = useTranslation();
  const add = (chosen: readonly File[]) => choose([...files, ...chosen]);
  const severities = SEVERITIES.map((value) => ({
    value,
    label: `${t(`support.severities.${value}`)}: ${t(`support.severity_hints.${value}`)}`,
  }));
  return (
    <DropArea add={add}>
      <Stack gap="md">
        <CertificateField />
        <TextField name="version" label={t('support.version')} />
        <ChoiceField name="severity" label={t('support.severity')} options={severities} />
        <TextField name="subject" label={t('support.subject')} required />
        <SuggestedArticles />
        <TextAreaField name="description" label={t('support.description')} description={t('support.description_hint')} required />
        <ChosenFiles files={files} choose={choose} />
        <Group>
          <AttachButton add={add} />
        </Group>
        <SwitchField name="private" label={t('support.private_label')} description={t('support.private_hint')} />
      </Stack>
    </DropArea>
  );
}

/** The certificates in force: each says of which product, at what level and for whom. */
function CertificateField() {
  const { t } = useTranslation();
  const format = useFormat();
  const [{ cabinet_id }] = usePageSearch();
  const certificates = useSuspenseQuery(certificatesQuery(cabinet_id)).data;
  const products = useSuspenseQuery(productChoiceQuery).data.items;
  const levelOf = (productId: string, code: string): string => {
    const level = products.find(({ id }) => id === productId)?.support_levels.find((known) => known.code === code);
    return level ? format.text(level.name) : code;
  };
  const options = certificates.map(({ id, number, product, level, valid_until, cabinet }) => ({
    value: id,
    label: t('support.under_option', {
      number,
      product: format.text(product.name),
      level: levelOf(product.id, level),
      until: format.date(valid_until),
      cabinet: cabinet.name,
    }),
  }));
  return (
    <ChoiceField
      name="certificate_id"
      label={t('support.under')}
      options={[{ value: '', label: t('support.choose') }, ...options]}
      required
    />
  );
}

/** They are sent once the request is there. */
function ChosenFiles({ files, choose }: NewIssueFieldsProps) {
  const { t } = useTranslation();
  if (files.length === 0) return null;
  return (
    <ul className={classes.files} aria-label={t('support.files')}>
      {files.map((file) => (
        <li key={`${file.name} ${file.size} ${file.lastModified}`}>
          <Group gap="xs">
            <Text size="sm">{file.name}</Text>
            <CloseButton
              size="sm"
              aria-label={t('support.detach', { name: file.name })}
              onClick={() => choose(files.filter((other) => other !== file))}
            />
          </Group>
        </li>
      ))}
    </ul>
  );
}
