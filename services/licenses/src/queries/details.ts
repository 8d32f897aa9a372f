import { problem } from '@kabinet/problem';
import type { LicensesContext } from '../context.ts';
import { findCertificate, findCovering } from './certificate.ts';
import { listHistory } from './history.ts';
import { findLicense } from './license.ts';

/** A licence as its page shows it. The three reads share the connection's pipeline. */
export async function readLicense(context: LicensesContext, id: string) {
  const today = context.today();
  const [found, certificates, history] = await Promise.all([
    findLicense(context.db, id, context.scope('licenses.read'), today),
    findCovering(context.db, id, today),
    listHistory(context.db, id),
  ]);
  if (!found) throw problem('license_not_found');
  const { version, ...license } = found;
  return { body: { ...license, certificates, history }, version };
}

/** A certificate as its page shows it. */
export async function readCertificate(context: LicensesContext, id: string) {
  const [found, history] = await Promise.all([
    findCertificate(context.db, id, context.scope('licenses.read'), context.today()),
    listHistory(context.db, id),
  ]);
  if (!found) throw problem('certificate_not_found');
  const { version, ...certificate } = found;
  return { body: { ...certificate, history }, version };
}
