import { Button, FileButton, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, bytes } from '../../../api/api.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { CodeLine } from '../../../components/code-line.tsx';
import { useWordsOf } from '../../../components/failure-notice.tsx';
import { Section } from '../../../components/section.tsx';
import { showArticleChanges, type ArticleDetails } from '../../portal/knowledge/queries.ts';

const PICTURE = /\.(png|jpe?g|gif|webp)$/i;

/** The pictures and other files of an article, each with what its text says to show it. */
export function ArticleFiles({ article: { id, files } }: { readonly article: ArticleDetails }) {
  const { t } = useTranslation();
  const adding = useMutation({ mutationFn: add });
  const removing = useMutation({ mutationFn: remove });
  const { title, detail } = useWordsOf(adding.error ?? removing.error);
  async function add(file: File): Promise<void> {
    await bytes.knowledge.uploadArticleFile({ params: { id }, query: { name: file.name } }, file);
    announce(t('knowledge.file_added', { name: file.name }));
    await showArticleChanges();
  }
  async function remove(fileId: string): Promise<void> {
    await api.knowledge.deleteArticleFile({ params: { id, file_id: fileId } });
    await showArticleChanges();
  }
  return (
    <Section title={t('knowledge.files')}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('knowledge.files_hint')}
      </Text>
      {files.map((file) => (
        <KeptFile key={file.id} file={file} isBusy={removing.isPending} remove={() => removing.mutate(file.id)} />
      ))}
      <Group>
        <FileButton onChange={(file) => file && adding.mutate(file)}>
          {(props) => (
            <Button variant="default" loading={adding.isPending} {...props}>
              {t('knowledge.add_file')}
            </Button>
          )}
        </FileButton>
      </Group>
      <Text role="alert" size="sm" c="var(--mantine-color-error)">
        {(adding.isError || removing.isError) && (detail || title)}
      </Text>
    </Section>
  );
}

interface KeptFileProps {
  readonly file: ArticleDetails['files'][number];
  readonly isBusy: boolean;
  readonly remove: () => void;
}

/** A file, with what a text says to show it. */
function KeptFile({ file: { name }, isBusy, remove }: KeptFileProps) {
  const { t } = useTranslation();
  const link = `[${name}](${encodeURI(name)})`;
  return (
    <Group gap="sm" mb={6}>
      <CodeLine label={name} code={PICTURE.test(name) ? `!${link}` : link} />
      <Button size="compact-sm" variant="subtle" color="red" loading={isBusy} onClick={remove}>
        {t('knowledge.remove_file', { name })}
      </Button>
    </Group>
  );
}
