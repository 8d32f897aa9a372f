import { useSuspenseQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ensure } from '../../api/query-client.ts';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { usePageSearch } from '../../navigation/search.ts';
import { licenseQuery, type LicenseDetails } from './license/queries.ts';
import { ReviewTransfer } from './transfer/review-transfer.tsx';
import { PlanTransfer, type Plan } from './transfer/plan-transfer.tsx';
import { chosenLicenses } from './transfer/queries.ts';

export const permission = 'licenses.transfer';

export async function load({ search }: PageInput): Promise<void> {
  await Promise.all(chosenLicenses(search).map((id) => ensure(licenseQuery(id))));
}

export function Page() {
  const { t } = useTranslation();
  const [search] = usePageSearch();
  const ids = chosenLicenses(search);
  const licenses = useSuspenseQueries({ queries: ids.map((id) => licenseQuery(id)) }).map(({ data }) => data);
  return (
    <>
      <PageHeader
        title={t('transfers.new_title')}
        back={
          <TextLink to={paths.licenses()} size="sm">
            {t('licenses.title')}
          </TextLink>
        }
      />
      {licenses.length === 0 ? (
        <Notice title={t('transfers.none_chosen_title')} action={<TextLink to={paths.licenses()}>{t('clients.all_licenses')}</TextLink>}>
          {t('transfers.none_chosen')}
        </Notice>
      ) : (
        // Other licences are another transfer.
        <Wizard key={ids.join()} licenses={licenses} />
      )}
    </>
  );
}

/** First what goes where, then what that would change. Going back finds everything as it was typed. */
function Wizard({ licenses }: { readonly licenses: readonly LicenseDetails[] }) {
  const [plan, setPlan] = useState<Plan>();
  return (
    <>
      <div hidden={plan !== undefined}>
        <PlanTransfer licenses={licenses} planned={setPlan} />
      </div>
      {plan && <ReviewTransfer plan={plan} back={() => setPlan(undefined)} />}
    </>
  );
}
