import type { Journal } from './workload.ts';

/** What happened, in a line: the figures of a run. */
export function reportOf({ wishes, told }: Journal, seconds: number): string {
  const of = (outcome: string): number => wishes.filter((wish) => wish.outcome === outcome).length;
  const repeated = wishes.filter(({ sent }) => sent > 1).length;
  const returns = wishes.filter(({ kind }) => kind === 'return').length;
  const answers = [...told].map(([code, times]) => `${code} ${times}`).join(', ');
  return `${wishes.length} wishes (${returns} returns) in ${seconds} s: ${of('acknowledged')} acknowledged, ${of('refused')} refused, ${of('unknown')} unknown, ${repeated} sent more than once; told: ${answers}`;
}
