import type { UserImportResult } from '@kabinet/contracts/auth/resources';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../../api/api.ts';
import { announce } from '../../../../../components/announcements/announce.ts';
import { Dialog } from '../../../../../forms/dialog.tsx';
import { Form } from '../../../../../forms/form.tsx';
import type { Language } from '../../../../../i18n/i18n.ts';
import { showPeopleChanges } from '../queries.ts';
import { ImportOutcome } from './import-outcome.tsx';
import { ListFields } from './list-fields.tsx';

interface ImportPeopleProps {
  readonly organization: { readonly id: string; readonly name: string };
  readonly close: () => void;
}

interface PeopleList {
  csv: string;
  locale: Language;
}

interface Checked {
  readonly list: PeopleList;
  readonly result: UserImportResult;
}

/** Invites the people of a list: first it is told what would be done and which rows are wrong, then all of it is done or nothing. */
export function ImportPeople({ organization: { id, name }, close }: ImportPeopleProps) {
  const { t, i18n } = useTranslation();
  const [checked, setChecked] = useState<Checked>();
  const initial: PeopleList = { csv: '', locale: i18n.language as Language };
  async function check(list: PeopleList): Promise<void> {
    setChecked({ list, result: await api.auth.importCabinetUsers({ params: { id }, query: { dry_run: true }, body: list }) });
  }
  async function send(list: PeopleList, idempotencyKey: string): Promise<void> {
    const { rows } = await api.auth.importCabinetUsers({ params: { id }, body: list }, { idempotencyKey });
    close();
    announce(t('people.imported', { count: rows.filter(({ outcome }) => outcome === 'invite').length }));
    await showPeopleChanges();
  }
  return (
    <Dialog title={t('people.import_title', { cabinet: name })} close={close} size="xl">
      {/* The list stays as it was typed while its outcome is looked at. */}
      <div hidden={checked !== undefined}>
        <Form initial={initial} submit={check} submitLabel={t('csv.check')} cancel={close} unguarded>
          <ListFields />
        </Form>
      </div>
      {checked && <ImportOutcome result={checked.result} send={(key) => send(checked.list, key)} back={() => setChecked(undefined)} />}
    </Dialog>
  );
}
