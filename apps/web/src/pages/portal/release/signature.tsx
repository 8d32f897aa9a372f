import type { ListedArtifact } from '@kabinet/contracts/artifacts/downloads';
import { Anchor, List, Text } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { CodeLine } from '../../../components/code-line.tsx';
import { Section } from '../../../components/section.tsx';
import { signatureCommand } from '../downloads/commands.ts';

function signatureQuery(release_id: string) {
  return queryOptions({
    queryKey: ['downloads', 'signature', release_id],
    queryFn: ({ signal }) => api.artifacts.listArtifacts({ query: { release_id: [release_id], kind: ['signature'] } }, { signal }),
  });
}

/** How a customer checks who made the release; there for one that is signed as `kabinet release publish` does it. */
export function Signature({ releaseId }: { readonly releaseId: string }) {
  const { t } = useTranslation();
  const items: readonly ListedArtifact[] = useQuery(signatureQuery(releaseId)).data?.items ?? [];
  const [sums, signature] = ['SHA256SUMS', 'SHA256SUMS.sig'].map((name) => items.find(({ file }) => file === name));
  if (!sums || !signature) return null;
  const key = sums.signed_by;
  return (
    <Section title={t('releases.signature')}>
      <Text>{key ? t('releases.signed_by', { name: key.name, id: key.id }) : t('releases.signed_by_unknown')}</Text>
      <List type="ordered" size="sm" spacing={6}>
        <List.Item>
          {key ? (
            <Anchor href={`/api/v1/release-keys/${key.id}`} download={keyFile(key)} size="sm">
              {t('releases.get_key', { file: keyFile(key) })}
            </Anchor>
          ) : (
            t('releases.ask_key')
          )}
        </List.Item>
        <List.Item>{t('releases.get_signature')}</List.Item>
        <List.Item>{t('releases.run')}</List.Item>
      </List>
      <CodeLine label={t('releases.verify_signature')} code={signatureCommand(keyFile(key))} />
      <Text size="sm" c="dimmed">
        {t('releases.where_keys')}{' '}
        <Anchor href={KEYS_PATH} size="sm" underline="always">
          {KEYS_PATH}
        </Anchor>
      </Text>
    </Section>
  );
}

const KEYS_PATH = '/.well-known/release-keys.json';

function keyFile(key: { readonly id: string } | null): string {
  return key ? `release-key-${key.id}.pem` : 'public.pem';
}
