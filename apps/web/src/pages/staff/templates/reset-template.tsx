import { Button } from '@mantine/core';
import type { Template } from '@kabinet/contracts/documents/resources';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { ActionDialog } from '../../../forms/action-dialog.tsx';
import { versionOfTemplate } from './queries.ts';

interface ResetTemplateProps {
  readonly product: string;
  readonly template: Template;
  readonly done: () => Promise<void>;
}

/** Goes back to the built-in template and the product's own colour. */
export function ResetTemplate({ product, template, done }: ResetTemplateProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  async function act(): Promise<void> {
    await api.documents.resetTemplate({ params: { id: product, kind: template.kind } }, { ifMatch: versionOfTemplate(template) });
    await done();
    announce(t('templates.reset_notice'));
  }
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('templates.reset')}
      </Button>
      {isOpen && (
        <ActionDialog
          title={t('templates.reset_title')}
          preview={t('templates.reset_preview')}
          confirmLabel={t('templates.reset')}
          act={act}
          reload={done}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}
