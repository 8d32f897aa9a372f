import type { ChainCheck } from '@kabinet/contracts/audit/resources';
import { Alert, Button, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { WorkProgress } from '../../../components/work-progress.tsx';
import { CabinetField } from '../../../forms/cabinet-field.tsx';
import { Dialog } from '../../../forms/dialog.tsx';
import { Form } from '../../../forms/form.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import classes from './audit.module.css';
import { checkWholeChain, rootOf } from './queries.ts';

/** Opens the check of a chain of entries. */
export function ChainCheckButton() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('audit.check')}
      </Button>
      {isOpen && <ChainCheckDialog close={() => setOpen(false)} />}
    </>
  );
}

interface Checked {
  readonly done: number;
  readonly total: number;
}

/** Checks the chain of a tree or of the vendor to its end. Closing it stops the check. */
function ChainCheckDialog({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [stop] = useState(() => new AbortController());
  const [progress, setProgress] = useState<Checked>();
  const [result, setResult] = useState<ChainCheck>();
  useEffect(() => () => stop.abort(), [stop]);
  async function submit({ cabinet_id }: { cabinet_id: string }): Promise<void> {
    setResult(undefined);
    try {
      const chain = cabinet_id === '' ? undefined : await rootOf(cabinet_id);
      setResult(await checkWholeChain(chain, stop.signal, (done, total) => setProgress({ done, total })));
    } finally {
      setProgress(undefined);
    }
  }
  return (
    <Dialog title={t('audit.check_title')} close={close}>
      <Stack gap="md">
        <Text>{t('audit.check_lead')}</Text>
        <Form initial={{ cabinet_id: '' }} submit={submit} submitLabel={t('audit.check_start')} cancel={close} unguarded>
          <CabinetField name="cabinet_id" label={t('audit.check_tree')} description={t('audit.check_tree_hint')} />
        </Form>
        {progress && (
          <WorkProgress
            label={t('audit.checking', { done: format.number(progress.done), total: format.number(progress.total) })}
            {...progress}
          />
        )}
        <div role="status">{result && <CheckResult check={result} />}</div>
      </Stack>
    </Dialog>
  );
}

function CheckResult({ check: { ok, broken_at, head } }: { readonly check: ChainCheck }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!ok) return <Alert color="red" variant="outline" title={t('audit.check_broken', { seq: format.number(broken_at ?? 0) })} />;
  if (head === null) return <Alert color="accent" variant="outline" title={t('audit.check_empty')} />;
  return (
    <Alert color="accent" variant="outline" title={t('audit.check_ok', { count: head.seq })}>
      <Text size="sm" className={classes.words}>
        {t('audit.check_head', { seq: format.number(head.seq), hash: head.hash })}
      </Text>
    </Alert>
  );
}
