import type { NewTransfers as NewTransfersSchema, TransferPreview } from '@kabinet/contracts/licenses/transfer-resources';
import { Box } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import { api } from '../../../api/api.ts';
import { Section } from '../../../components/section.tsx';
import { CabinetField } from '../../../forms/cabinet-field.tsx';
import { Form } from '../../../forms/form.tsx';
import type { LicenseDetails } from '../license/queries.ts';
import { transferable } from './transferable.ts';
import { QuantityFields } from './quantity-fields.tsx';

type NewTransfers = Static<typeof NewTransfersSchema>;

/** What is asked for, and what it would change. */
export interface Plan {
  readonly body: NewTransfers;
  readonly preview: TransferPreview;
}

interface PlanTransferProps {
  readonly licenses: readonly LicenseDetails[];
  readonly planned: (plan: Plan) => void;
}

/** Names as the API's pointers have them. */
interface Values {
  readonly to_cabinet_id: string;
  readonly licenses: readonly { readonly quantity: string }[];
}

/** How many units of each licence go, and to whom. */
export function PlanTransfer({ licenses, planned }: PlanTransferProps) {
  const { t } = useTranslation();
  const initial: Values = { to_cabinet_id: '', licenses: licenses.map((license) => ({ quantity: String(transferable(license)) })) };
  async function submit(values: Values): Promise<void> {
    const body = bodyOf(values, licenses);
    planned({ body, preview: await api.licenses.previewTransfers({ query: { dry_run: true }, body }) });
  }
  const givers = new Set(licenses.map(({ cabinet }) => cabinet.id));
  return (
    <Section title={t('transfers.step_plan')}>
      <Box maw={640}>
        {/* What was typed stays while the preview is looked at, so that nothing of it is lost. */}
        <Form initial={initial} submit={submit} submitLabel={t('transfers.to_preview')} unguarded>
          <QuantityFields licenses={licenses} />
          <CabinetField
            name="to_cabinet_id"
            label={t('transfers.to')}
            description={t('transfers.to_hint')}
            required
            {...(givers.size === 1 ? { except: [...givers][0] ?? '' } : {})}
          />
        </Form>
      </Box>
    </Section>
  );
}

function bodyOf(values: Values, licenses: readonly LicenseDetails[]): NewTransfers {
  return {
    to_cabinet_id: values.to_cabinet_id,
    licenses: licenses.map(({ id }, index) => ({ license_id: id, quantity: Number(values.licenses[index]?.quantity) })),
  };
}
