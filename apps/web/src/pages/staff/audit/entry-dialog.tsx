import type { AuditEntry } from '@kabinet/contracts/audit/resources';
import { Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../../components/facts.tsx';
import { Dialog } from '../../../forms/dialog.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import { ActorWords, CabinetName, useActionWords } from './entry-words.tsx';
import { ChangeTable } from './change-table.tsx';
import { changesOf } from './entry-changes.ts';
import { subjectPath } from './subject-path.ts';

interface EntryDialogProps {
  readonly entry: AuditEntry;
  readonly close: () => void;
}

/** One entry: who, when, from where, and which fields have become what. */
export function EntryDialog({ entry, close }: EntryDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const actionWords = useActionWords();
  const { actor, action, subject, at, cabinet_id, ip, request_id } = entry;
  return (
    <Dialog title={actionWords(action)} close={close} size="xl">
      <Stack gap="lg">
        <Facts
          facts={[
            { label: t('audit.at'), value: format.instant(at) },
            { label: t('audit.actor'), value: <ActorWords actor={actor} /> },
            { label: t('audit.cabinet'), value: <CabinetName id={cabinet_id} /> },
            { label: t('audit.ip'), value: ip ?? t('common.none') },
            { label: t('audit.subject'), value: subject },
            { label: t('audit.request'), value: request_id },
          ]}
        />
        <ChangeTable changes={changesOf(entry)} isFirst={entry.changes === null} />
        <Group gap="lg" onClick={close}>
          {subjectPath(entry) !== undefined && <TextLink to={subjectPath(entry) ?? ''}>{t('audit.open')}</TextLink>}
          <TextLink to={paths.audit()} search={{ subject }}>
            {t('audit.same_subject')}
          </TextLink>
          {actor.id !== null && (
            <TextLink to={paths.audit()} search={{ actor: actor.id }}>
              {t('audit.same_actor')}
            </TextLink>
          )}
          <TextLink to={paths.audit()} search={{ q: request_id }}>
            {t('audit.same_request')}
          </TextLink>
        </Group>
      </Stack>
    </Dialog>
  );
}
