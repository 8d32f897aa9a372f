import { accessTable, vendorScopes, type TokenScope } from '@kabinet/contracts/access';
import type { CreatedMachineToken } from '@kabinet/contracts/auth/resources';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import { api } from '../../../api/api.ts';
import { queryClient } from '../../../api/query-client.ts';
import { CabinetField } from '../../../forms/cabinet-field.tsx';
import { ChoicesField } from '../../../forms/choices-field.tsx';
import { Dialog } from '../../../forms/dialog.tsx';
import { TextField } from '../../../forms/fields.tsx';
import { Form } from '../../../forms/form.tsx';
import { useMe } from '../../../session/me.ts';

export type CreatedToken = Static<typeof CreatedMachineToken>;

interface CreateTokenProps {
  readonly created: (token: CreatedToken) => void;
  readonly close: () => void;
}

interface TokenValues {
  name: string;
  scopes: TokenScope[];
  cabinet_id: string;
  expires_at: string;
}

const nothing: TokenValues = { name: '', scopes: [], cabinet_id: '', expires_at: '' };

/** A token for a program. Staff may leave the organization open: it is the vendor's own then. */
export function CreateToken({ created, close }: CreateTokenProps) {
  const { t } = useTranslation();
  const isStaff = useMe().staff_roles.length > 0;
  const scopes = Object.keys(accessTable.scopes) as TokenScope[];
  const offered = isStaff ? scopes : scopes.filter((scope) => !vendorScopes.includes(scope));
  async function submit({ name, scopes: chosen, cabinet_id, expires_at }: TokenValues): Promise<void> {
    const body = { name, scopes: chosen, cabinet_id: cabinet_id || null, expires_at: expires_at === '' ? null : endOf(expires_at) };
    const token = await api.auth.createToken({ body });
    created(token);
    await queryClient.invalidateQueries({ queryKey: ['tokens'] });
  }
  const hints = [t('profile.token_cabinet_hint'), ...(isStaff ? [t('profile.token_cabinet_vendor')] : [])];
  return (
    <Dialog title={t('profile.new_token')} close={close}>
      <Form initial={nothing} submit={submit} submitLabel={t('profile.create_token')} cancel={close}>
        <TextField name="name" label={t('profile.token_name')} description={t('profile.token_name_hint')} required autoFocus />
        <CabinetField name="cabinet_id" label={t('profile.token_cabinet')} description={hints.join(' ')} required={!isStaff} />
        <ChoicesField
          name="scopes"
          label={t('profile.scopes')}
          options={offered.map((value) => ({ value, label: t(`profile.scope.${value}`) }))}
          required
        />
        <TextField name="expires_at" type="date" label={t('profile.expires')} description={t('profile.expires_hint')} />
      </Form>
    </Dialog>
  );
}

/** The end of a day where the person is, RFC 3339. */
function endOf(date: string): string {
  return new Date(`${date}T23:59:59`).toISOString();
}
