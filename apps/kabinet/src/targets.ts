import { artifacts } from '@kabinet/artifacts';
import { audit } from '@kabinet/audit';
import { auth } from '@kabinet/auth';
import { documents } from '@kabinet/documents';
import { issues } from '@kabinet/issues';
import { knowledge } from '@kabinet/knowledge';
import { licenses } from '@kabinet/licenses';
import { notifications } from '@kabinet/notifications';
import { organizations } from '@kabinet/organizations';
import { products } from '@kabinet/products';
import { reports } from '@kabinet/reports';
import type { ServiceManifest } from '@kabinet/service';

/** Every service of the portal, in the order in which their schemas are migrated. */
export const manifests: readonly ServiceManifest[] = [
  organizations,
  auth,
  products,
  artifacts,
  licenses,
  documents,
  issues,
  knowledge,
  reports,
  notifications,
  audit,
];

/** The public edge: it has no schema, so no manifest, but it is a target like every service. */
export const GATEWAY = 'gateway';

/** What one process may run. */
export const targetNames: readonly string[] = [GATEWAY, ...manifests.map(({ name }) => name)];

const ALL = 'all';

/** The targets that `all` or `licenses,documents` stands for; names that nobody has are answered as `unknown`. */
export function readTargets(value: string): { targets: ReadonlySet<string>; unknown: readonly string[] } {
  const wanted = value === ALL ? targetNames : value.split(',').map((name) => name.trim());
  return { targets: new Set(wanted), unknown: wanted.filter((name) => !targetNames.includes(name)) };
}

export const allTargets: ReadonlySet<string> = new Set(targetNames);
