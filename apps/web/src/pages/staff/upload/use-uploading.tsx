import { Alert } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { WorkProgress } from '../../../components/work-progress.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { AlteredFile } from './send-file.ts';
import type { UploadProgress } from './upload-release.ts';

interface Watch {
  readonly signal: AbortSignal;
  readonly progress: (progress: UploadProgress) => void;
}

interface Uploading {
  /** Runs the upload unless files are missing. Undefined when it was not run, was stopped, or a file changed meanwhile; throws the API's refusals. */
  run(isComplete: boolean, upload: (watch: Watch) => Promise<string | undefined>): Promise<{ readonly id: string | undefined } | undefined>;
  /** How far it is, or why it did not go on. */
  readonly view: ReactNode;
}

/** An upload under way, which ends with the page. */
export function useUploading(): Uploading {
  const { t } = useTranslation();
  const format = useFormat();
  const [progress, setProgress] = useState<UploadProgress>();
  const [fault, setFault] = useState<string>();
  const stopping = useRef<AbortController>(undefined);
  useEffect(() => () => stopping.current?.abort(), []);

  const run: Uploading['run'] = async (isComplete, upload) => {
    setFault(isComplete ? undefined : t('uploads.files_missing'));
    if (!isComplete) return undefined;
    const controller = new AbortController();
    stopping.current = controller;
    try {
      return { id: await upload({ signal: controller.signal, progress: setProgress }) };
    } catch (error) {
      if (controller.signal.aborted) return undefined;
      if (!(error instanceof AlteredFile)) throw error;
      setFault(t('uploads.file_changed', { file: error.file }));
      return undefined;
    } finally {
      setProgress(undefined);
    }
  };
  return { run, view: view() };

  function view(): ReactNode {
    if (fault !== undefined) return <Alert role="alert" color="red" variant="outline" title={fault} />;
    if (!progress) return null;
    const { phase, file, done, total } = progress;
    const words = t(`uploads.phases.${phase}`, { file, done: format.size(done), total: format.size(total) });
    return <WorkProgress label={words} done={done} total={total} cancel={() => stopping.current?.abort()} />;
  }
}
