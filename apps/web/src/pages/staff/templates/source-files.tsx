import { Button, FileButton, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import type { FieldError } from '@kabinet/problem';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeArea } from '../../../components/code-area.tsx';
import { readTemplateFile } from './read-template-file.ts';
import { faultsOfFile, type TemplateDraft } from './template-draft.ts';

interface SourceFilesProps {
  readonly draft: TemplateDraft;
  readonly change: (draft: TemplateDraft) => void;
  readonly faults: readonly FieldError[];
}

/** The files of a template, one at a time, and its colour. */
export function SourceFiles({ draft, change, faults }: SourceFilesProps) {
  const [chosen, choose] = useState(draft.main);
  const path = Object.hasOwn(draft.files, chosen) ? chosen : draft.main;
  return (
    <>
      <FileBar draft={draft} path={path} change={change} choose={choose} />
      <Source draft={draft} path={path} change={change} faults={faults} />
    </>
  );
}

interface FileBarProps extends Omit<SourceFilesProps, 'faults'> {
  readonly path: string;
  readonly choose: (path: string) => void;
}

function FileBar({ draft, path, change, choose }: FileBarProps) {
  const { t } = useTranslation();
  async function add(file: File | null): Promise<void> {
    if (!file) return;
    change({ ...draft, files: { ...draft.files, [file.name]: await readTemplateFile(file) } });
    choose(file.name);
  }
  function remove(): void {
    const { [path]: _, ...files } = draft.files;
    change({ ...draft, files });
  }
  return (
    <Group gap="sm" align="end">
      <FileChoice draft={draft} path={path} choose={choose} />
      <FileButton onChange={(file) => void add(file)}>
        {(button) => (
          <Button variant="default" {...button}>
            {t('templates.add_file')}
          </Button>
        )}
      </FileButton>
      {path !== draft.main && (
        <Button variant="subtle" color="red" onClick={remove}>
          {t('templates.remove_file', { path })}
        </Button>
      )}
      <TextInput
        type="color"
        w={140}
        label={t('templates.accent')}
        value={draft.accent}
        onChange={({ currentTarget }) => change({ ...draft, accent: currentTarget.value })}
      />
    </Group>
  );
}

function Source({ draft, path, change, faults }: SourceFilesProps & { readonly path: string }) {
  const { t } = useTranslation();
  const content = draft.files[path] ?? '';
  if (typeof content !== 'string') return <Text c="dimmed">{t('templates.binary', { path })}</Text>;
  return (
    <CodeArea
      label={t('templates.source', { path })}
      value={content}
      onChange={(text) => change({ ...draft, files: { ...draft.files, [path]: text } })}
      faults={faultsOfFile(faults, path, draft)}
    />
  );
}

interface FileChoiceProps {
  readonly draft: TemplateDraft;
  readonly path: string;
  readonly choose: (path: string) => void;
}

function FileChoice({ draft: { files, main }, path, choose }: FileChoiceProps) {
  const { t } = useTranslation();
  return (
    <NativeSelect
      label={t('templates.file')}
      data={Object.keys(files).map((name) => ({ value: name, label: name === main ? t('templates.main_file', { path: name }) : name }))}
      value={path}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    />
  );
}
