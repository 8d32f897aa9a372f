import type { TransferPreview } from '@kabinet/contracts/licenses/transfer-resources';
import { Alert, Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { Facts } from '../../../components/facts.tsx';
import { Section } from '../../../components/section.tsx';
import { Form } from '../../../forms/form.tsx';
import { paths } from '../../../navigation/paths.ts';
import type { Plan } from './plan-transfer.tsx';
import { PlannedTransfers } from './planned-transfers.tsx';
import { showTransferChanges } from './queries.ts';

interface ReviewTransferProps {
  readonly plan: Plan;
  readonly back: () => void;
}

/** What the transfer would change on both sides; here it is done, all of it or nothing. */
export function ReviewTransfer({ plan: { body, preview }, back }: ReviewTransferProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const place = useRef<HTMLDivElement>(null);
  // The step before has gone, and the focus with it.
  useEffect(() => place.current?.focus(), []);
  const { to_cabinet, status, transfers } = preview;
  const isWaiting = status === 'pending';
  async function submit(_: object, idempotencyKey: string): Promise<void> {
    await api.licenses.transferLicenses({ body }, { idempotencyKey });
    announce(t(isWaiting ? 'transfers.requested' : 'transfers.done', { to: to_cabinet.name }));
    await showTransferChanges();
    await navigate({ to: paths.transfers() });
  }
  return (
    <div ref={place} tabIndex={-1}>
      <Section
        title={t('transfers.step_review')}
        aside={
          <Button variant="default" size="compact-sm" onClick={back}>
            {t('transfers.back')}
          </Button>
        }
      >
        <Sides preview={preview} />
        <PlannedTransfers transfers={transfers} />
        <Form initial={{}} submit={submit} submitLabel={t(isWaiting ? 'transfers.offer' : 'transfers.transfer')} cancel={back} unguarded>
          {null}
        </Form>
      </Section>
    </div>
  );
}

/** From whom and to whom; and that the receiver has to agree, where that is so. */
function Sides({ preview: { from_cabinet, to_cabinet, status } }: { readonly preview: TransferPreview }) {
  const { t } = useTranslation();
  return (
    <>
      <Facts
        facts={[
          { label: t('transfers.from'), value: from_cabinet.name },
          { label: t('transfers.to'), value: to_cabinet.name },
        ]}
      />
      {status === 'pending' && (
        <Alert color="yellow" variant="outline" title={t('transfers.waits_title')}>
          {t('transfers.waits', { from: from_cabinet.name, to: to_cabinet.name })}
        </Alert>
      )}
    </>
  );
}
