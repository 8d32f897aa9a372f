import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { versionOf } from '../../../api/client.ts';
import { queryClient } from '../../../api/query-client.ts';
import { Dialog } from '../../../forms/dialog.tsx';
import { TextField } from '../../../forms/fields.tsx';
import { Form } from '../../../forms/form.tsx';
import { licenseQuery, type LicenseDetails } from './queries.ts';
import { showChanges } from './show-changes.ts';

interface ExtendLicenseProps {
  readonly license: LicenseDetails;
  readonly close: () => void;
}

/** Gives the licence another last day; refused when somebody has changed it since this dialog was opened. */
export function ExtendLicense({ license, close }: ExtendLicenseProps) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState(license);
  async function submit(body: { valid_until: string }): Promise<void> {
    await api.licenses.changeLicense({ params: { id: seen.id }, body }, { ifMatch: versionOf(seen) });
    close();
    await showChanges();
  }
  async function reload(): Promise<{ valid_until: string }> {
    const fresh = await queryClient.query({ ...licenseQuery(seen.id), staleTime: 0 });
    setSeen(fresh);
    return valuesOf(fresh);
  }
  return (
    <Dialog title={t('licenses.extend_title', { number: license.number })} close={close}>
      <Form initial={valuesOf(license)} submit={submit} submitLabel={t('licenses.extend')} reload={reload} cancel={close}>
        <TextField name="valid_until" type="date" label={t('licenses.new_term')} min={license.valid_from} required autoFocus />
      </Form>
    </Dialog>
  );
}

function valuesOf({ valid_until }: LicenseDetails): { valid_until: string } {
  return { valid_until: valid_until ?? '' };
}
