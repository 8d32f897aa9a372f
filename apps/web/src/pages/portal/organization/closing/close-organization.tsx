import type { Closing } from '@kabinet/contracts/organizations/closing-resources';
import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/api.ts';
import { queryClient } from '../../../../api/query-client.ts';
import { Dialog } from '../../../../forms/dialog.tsx';
import { ChoiceField } from '../../../../forms/fields.tsx';
import { Form } from '../../../../forms/form.tsx';
import { ConfirmClosing } from './confirm-closing.tsx';
import { closingQuery } from './queries.ts';

export interface CloseOrganizationProps {
  readonly organization: Pick<Cabinet, 'id' | 'name' | 'parent_id'>;
  readonly close: () => void;
}

interface Values {
  readonly move_up: 'yes' | 'no';
}

/** Asks what shall become of what the organization has; shows what there is; then the closing begins. */
export function CloseOrganization({ organization, close }: CloseOrganizationProps) {
  const { t } = useTranslation();
  const { id, name, parent_id } = organization;
  const [weighed, setWeighed] = useState<Closing>();
  // A root has nothing above it that could take anything.
  const answers = parent_id === null ? (['no'] as const) : (['yes', 'no'] as const);
  async function weigh({ move_up }: Values, idempotencyKey: string): Promise<void> {
    const body = { move_up: move_up === 'yes' };
    const closing = await api.organizations.closeCabinet({ params: { id }, query: { dry_run: true }, body }, { idempotencyKey });
    queryClient.setQueryData(closingQuery(id).queryKey, closing);
    setWeighed(closing);
  }
  if (weighed) {
    return <ConfirmClosing organization={organization} moveUp={weighed.move_up} back={() => setWeighed(undefined)} close={close} />;
  }
  const initial: Values = { move_up: answers[0] };
  return (
    <Dialog title={t('closing.title', { name })} close={close}>
      <Form initial={initial} submit={weigh} submitLabel={t('closing.weigh')} cancel={close} unguarded>
        <ChoiceField
          name="move_up"
          label={t('closing.belongings')}
          description={t('closing.belongings_hint')}
          options={answers.map((value) => ({ value, label: t(`closing.move_up.${value}`) }))}
        />
      </Form>
    </Dialog>
  );
}
