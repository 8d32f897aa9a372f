import { readableOf } from '@kabinet/contract/chunks';
import { ProblemError } from '@kabinet/problem';
import type { StoredObject } from '@kabinet/store';
import type { ReportsContext } from '../context.ts';
import { faultFor, isHopeless, isLastAttempt, type Job, type JobFault } from '../domain/job.ts';
import { recordReach } from '../queries/job-reach.ts';
import { beginRun, updateRun } from '../queries/job.ts';
import { followRun, type Run } from './follow-run.ts';
import { readQuery } from './read-query.ts';

const DAY_MS = 86_400_000;

interface Made {
  readonly stored: StoredObject;
  readonly file: string;
  readonly organizationIds: readonly string[];
  /** Whose rights it was made with. */
  readonly person: ReportsContext;
  readonly rights: readonly string[];
}

/**
 * Makes a report, from its beginning however often it was begun before, and keeps the file. What its lists refuse is the end of it; what
 * may pass by itself is thrown, so that the job is run again, until it was tried often enough.
 */
export async function makeReport(context: ReportsContext, id: string, stopping?: AbortSignal): Promise<void> {
  const job = await beginRun(context.system, id, context.newId(), context.now().toISOString());
  if (!job) return;
  if (isHopeless(job)) return giveUp(context, job, { fault: 'report_failed' });
  const run = followRun(context, job, stopping);
  try {
    const made = await make(context, job, run);
    if (made === 'nobody') await giveUp(context, job, { fault: 'report_beyond_rights' });
    else await keep(context, job, run, made);
  } catch (error) {
    if (!run.isOurs()) return;
    if (stopping?.aborted === true) throw error;
    await fail(context, job, error);
  } finally {
    await run.end();
  }
}

async function make(context: ReportsContext, job: Job, run: Run): Promise<Made | 'nobody'> {
  const { principal } = await context.peersAsService.auth.resolvePerson({ body: { user_id: job.user_id, work_id: job.id } });
  if (!principal) return 'nobody';
  const person = context.inNameOf(principal, job.locale);
  const wish = readQuery(job);
  if ('faults' in wish) throw new ProblemError('invalid_query', { errors: wish.faults });
  const { list, asked } = wish;
  run.expect(await list.count(person, asked));
  const organizations = new Set<string>();
  const { body, file } = list.file(person, job.format, asked, (ids) => {
    run.step();
    for (const id of ids) organizations.add(id);
  });
  const content = readableOf(await body.open(undefined, run.signal));
  run.signal.addEventListener('abort', () => content.destroy(new Error('the report is not wanted any more')));
  const stored = await context.state.files.put(`reports/${job.id}/${job.run_id}`, content);
  return { stored, file, organizationIds: [...organizations], person, rights: list.rights };
}

/** From here on it can be downloaded, and nothing of it is lost. */
async function keep(context: ReportsContext, job: Job, run: Run, { stored, file, organizationIds, person, rights }: Made): Promise<void> {
  const { key: object_key, size, sha256 = null } = stored;
  const [now, rows] = [context.now(), run.rows()];
  const expires_at = new Date(now.getTime() + context.state.keptDays * DAY_MS).toISOString();
  const isKept = await context.renew().system.transaction(async (tx) => {
    const done = { status: 'done', rows, total: rows, file, size, sha256, object_key, finished_at: now.toISOString(), expires_at } as const;
    if (!(await updateRun(tx, job.run_id ?? '', done))) return false;
    for (const permission of rights) {
      const scope = person.scope(permission);
      if (scope.kind === 'everywhere' || scope.anchors.length > 0) await recordReach(tx, job.id, { permission, scope, organizationIds });
    }
    return true;
  });
  if (!isKept) await context.state.files.delete(object_key);
}

async function fail(context: ReportsContext, job: Job, error: unknown): Promise<void> {
  const refusal = error instanceof ProblemError ? faultFor(error.code) : undefined;
  if (refusal !== undefined) return giveUp(context, job, { fault: refusal, params: (error as ProblemError).params });
  if (!isLastAttempt(job)) throw error;
  context.log.error({ err: error, job_id: job.id }, 'a report could not be made');
  await giveUp(context, job, { fault: 'report_failed' });
}

async function giveUp(
  context: ReportsContext,
  job: Job,
  { fault, params = {} }: { fault: JobFault; params?: ProblemError['params'] },
): Promise<void> {
  const changes = { status: 'failed', fault, fault_params: JSON.stringify(params), finished_at: context.now().toISOString() } as const;
  await updateRun(context.renew().system, job.run_id ?? '', changes);
}
