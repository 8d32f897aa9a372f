import type { Impact, ImpactStatus, VersionStatement } from '@kabinet/contracts/products/advisory-resources';
import { compareVersions, parseVersion } from '@kabinet/version-range';
import { readStatement, verdictOn, verdictOnLine, type ReadStatement, type Verdict } from './verdict.ts';

/** What the portal knows of some organizations and one product: they are alike in it. */
export interface Holding {
  readonly product_id: string;
  /** The versions that their licences cover: `1.x`, an exact one, null for all. */
  readonly covered: readonly (string | null)[];
  /** The versions that they downloaded, as the releases name them. */
  readonly downloaded: readonly string[];
}

/** What an advisory says of one product: a statement per vulnerability. */
export interface AffectedProduct {
  readonly product_id: string;
  readonly statements: readonly VersionStatement[];
}

interface ReadProduct {
  readonly product_id: string;
  readonly statements: readonly ReadStatement[];
}

/** From worst to best: of several things the worst is said. What is unknown is worse than what was mended. */
const ORDER = ['affected', 'unknown', 'updated', 'not_affected', 'not_held'] as const satisfies readonly ImpactStatus[];

function worst(found: readonly ImpactStatus[]): ImpactStatus {
  return ORDER.find((status) => found.includes(status)) ?? 'not_held';
}

/**
 * How an advisory concerns one organization, of all of whose products `holdings` tells. Downloads say most: they are what can be
 * running. Without any, the licence decides where all versions that it covers share their lot. A product without a statement, or
 * a version of which none speaks, is unknown.
 */
function impactOn(products: readonly ReadProduct[], holdings: readonly Holding[]): ImpactStatus {
  return worst(
    holdings.flatMap((holding) => {
      const product = products.find(({ product_id }) => product_id === holding.product_id);
      return product ? [impactOnHolding(product.statements, holding)] : [];
    }),
  );
}

function impactOnHolding(statements: readonly ReadStatement[], holding: Holding): ImpactStatus {
  if (holding.covered.length === 0 && holding.downloaded.length === 0) return 'not_held';
  if (statements.length === 0) return 'unknown';
  return worst(statements.map((statement) => impactOfStatement(statement, holding)));
}

function impactOfStatement(statement: ReadStatement, { covered, downloaded }: Holding): ImpactStatus {
  if (downloaded.length > 0) return impactOfDownloads(statement, downloaded);
  return worst(covered.map((line) => STATUS_OF[verdictOnLine(line, statement)]));
}

const STATUS_OF = { affected: 'affected', unknown: 'unknown', safe: 'not_affected' } as const satisfies Record<Verdict, ImpactStatus>;

function impactOfDownloads(statement: ReadStatement, downloaded: readonly string[]): ImpactStatus {
  const verdicts = downloaded.map((version) => ({ version, verdict: verdictOn(version, statement) }));
  const of = (wanted: Verdict) => verdicts.filter(({ verdict }) => verdict === wanted).map(({ version }) => version);
  const [affected, unknown, safe] = [of('affected'), of('unknown'), of('safe')];
  if (affected.some((version) => !hasLater(version, safe))) return 'affected';
  if (unknown.some((version) => !hasLater(version, safe))) return 'unknown';
  return safe.length === downloaded.length ? 'not_affected' : 'updated';
}

/** Whether one of `others` certainly comes after `version`. */
function hasLater(version: string, others: readonly string[]): boolean {
  const parsed = parseVersion(version);
  return others.some((other) => {
    const later = parseVersion(other);
    return parsed !== undefined && later !== undefined && compareVersions(later, parsed) > 0;
  });
}

/** Organizations that are alike in everything that decides. */
export interface Profile {
  readonly organizations: number;
  readonly holdings: readonly Holding[];
}

/** How an advisory concerns all of the organizations together. */
export function impactOf(products: readonly AffectedProduct[], profiles: readonly Profile[]): Impact {
  const counts = { affected: 0, unknown: 0, updated: 0, not_affected: 0, not_held: 0 };
  const read = products.map(({ product_id, statements }) => ({ product_id, statements: statements.map(readStatement) }));
  for (const { organizations, holdings } of profiles) counts[impactOn(read, holdings)] += organizations;
  const { not_held: _, ...organizations } = counts;
  return { status: ORDER.find((status) => counts[status] > 0) ?? 'not_held', organizations };
}
