import type { Input } from '@kabinet/contract';
import type { artifactsContract } from '@kabinet/contracts/artifacts';
import { LONGEST_STATISTICS, type DownloadStatistics } from '@kabinet/contracts/artifacts/downloads';
import { problem, type FieldFault } from '@kabinet/problem';
import type { ArtifactsContext } from '../context.ts';
import { sumByDay, sumByVersion } from '../queries/download-statistics.ts';

type Query = Input<(typeof artifactsContract)['operations']['getDownloadStatistics']>['query'];

const DAY_MS = 86_400_000;

/** Throws `invalid_query` for a period that ends before it starts, or is too long to be summed up at once. */
export async function readStatistics(context: ArtifactsContext, { from, until, product_id }: Query): Promise<DownloadStatistics> {
  const fault = periodFault(from, until);
  if (fault) throw problem('invalid_query', { errors: [fault] });
  const period = { from, until, timeZone: context.installation.timeZone, productId: product_id };
  const [days, versions] = await Promise.all([sumByDay(context.db, period), sumByVersion(context.db, period)]);
  const total = { begun: 0, finished: 0, handed_over: 0, bytes: 0 };
  for (const { begun, finished, handed_over, bytes } of days) {
    total.begun += begun;
    total.finished += finished;
    total.handed_over += handed_over;
    total.bytes += bytes;
  }
  return { from, until, total, days, versions };
}

function periodFault(from: string, until: string): FieldFault | undefined {
  const days = (Date.parse(until) - Date.parse(from)) / DAY_MS + 1;
  if (days < 1) return { pointer: '?until', code: 'period_ends_before_start' };
  return days > LONGEST_STATISTICS ? { pointer: '?until', code: 'period_too_long', params: { limit: LONGEST_STATISTICS } } : undefined;
}
