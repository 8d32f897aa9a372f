import type { Certificate, License } from '@kabinet/contracts/licenses/resources';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import { addDays, today } from '../../../i18n/calendar.ts';
import { vendorTimeZone } from '../../../i18n/use-format.ts';
import type { Search } from '../../../navigation/search.ts';

const WINDOW_DAYS = 90;
const SHOWN = 6;

interface Ending<Item> {
  /** The first of them. */
  readonly items: readonly Item[];
  readonly total: number;
}

export interface Overview {
  /** Today, where the vendor is: the first day of the window. */
  readonly from: string;
  /** The last day of the window. */
  readonly until: string;
  readonly licenses: Ending<License>;
  readonly certificates: Ending<Certificate>;
  readonly newest: readonly License[];
}

/** What is in force and ends within the window, soonest first; and the newest licences. */
export function overviewQuery({ cabinet_id, descendants }: Search) {
  const from = today(vendorTimeZone(), new Date());
  const until = addDays(from, WINDOW_DAYS);
  const scope = { ...(cabinet_id && { cabinet_id }), ...(descendants && { descendants: descendants === 'true' }), limit: SHOWN };
  return queryOptions({
    queryKey: ['licenses', 'overview', scope, from],
    queryFn: async ({ signal }): Promise<Overview> => {
      const ending = {
        ...scope,
        count: true,
        sort: 'valid_until' as const,
        status: ['active' as const],
        valid_until_from: from,
        valid_until_until: until,
      };
      const [licenses, certificates, newest] = await Promise.all([
        api.licenses.listLicenses({ query: ending }, { signal }),
        api.licenses.listCertificates({ query: ending }, { signal }),
        api.licenses.listLicenses({ query: { ...scope, sort: '-created_at' } }, { signal }),
      ]);
      return { from, until, licenses: endingOf(licenses), certificates: endingOf(certificates), newest: newest.items };
    },
  });
}

function endingOf<Item>({ items, total = items.length }: { readonly items: readonly Item[]; readonly total?: number }): Ending<Item> {
  return { items, total };
}
