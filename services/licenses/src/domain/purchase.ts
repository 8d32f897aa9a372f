import type { PurchaseLine, PurchaseMessage as Message, RenewalLine, SaleLine } from '@kabinet/contracts/licenses/resources';
import { validateParameters } from '@kabinet/parameter-schema';
import type { FieldFault } from '@kabinet/problem';
import { requisiteFaults } from '@kabinet/requisites';
import { termFaults, type Decision, type TermKind } from './term.ts';

/** A product as a purchase is checked against it. */
export interface SoldProduct {
  readonly id: string;
  readonly slug: string;
  readonly status: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly support_levels: readonly { readonly code: string }[];
}

/** What a renewal line names: a licence or certificate, with its present owner. */
export interface Renewable {
  readonly kind: TermKind;
  readonly id: string;
  readonly number: string;
  readonly organization_id: string;
  readonly valid_until: string | null;
  readonly decision: Decision;
}

/** What decides whether the renewal lines of a message are good. */
export interface RenewalFacts {
  /** The organization that the vendor knows by the buyer's registration numbers; undefined where there is none yet. */
  readonly buyer_id: string | undefined;
  readonly renewables: ReadonlyMap<string, Renewable>;
}

/** Everything outside of the message that decides whether it is good. */
export interface PurchaseFacts extends RenewalFacts {
  readonly products: ReadonlyMap<string, SoldProduct>;
}

export function isRenewal(line: PurchaseLine): line is RenewalLine {
  return 'renews' in line;
}

/** The slugs and numbers that a message of right form mentions. */
export function mentionedBy(message: Message): { slugs: string[]; numbers: string[] } {
  return {
    slugs: [...new Set(message.lines.flatMap((line) => (isRenewal(line) ? [] : [line.product])))],
    numbers: [...new Set(message.lines.flatMap((line) => (isRenewal(line) ? [line.renews] : [])))],
  };
}

/** The faults of contents of a message whose form is right. None: the purchase can be carried out whole. */
export function contentFaults(message: Message, facts: PurchaseFacts): FieldFault[] {
  const sales = message.lines.flatMap((line, index) =>
    isRenewal(line) ? [] : saleFaults(line, facts.products.get(line.product), `/lines/${index}`),
  );
  return [...requisiteFaults(message.buyer, '/buyer'), ...sales, ...renewalFaults(message, facts)];
}

/** The faults of the renewal lines alone, which what others renewed in the meantime may add to. */
export function renewalFaults(message: Message, { buyer_id, renewables }: RenewalFacts): FieldFault[] {
  const seen = new Set<string>();
  return message.lines.flatMap((line, index) => {
    if (!isRenewal(line)) return [];
    const at = `/lines/${index}`;
    const twice = seen.has(line.renews) ? [{ pointer: `${at}/renews`, code: 'not_renewed_twice' }] : [];
    seen.add(line.renews);
    return [...twice, ...lineFaults(line, renewables.get(line.renews), buyer_id, at)];
  });
}

/** The faults of contents of a line that sells something, below `at`. */
export function saleFaults(line: SaleLine, product: SoldProduct | undefined, at: string): FieldFault[] {
  const faults = termFaults(line.valid_from, line.valid_until, at);
  if (line.certificate) faults.push(...termFaults(line.certificate.valid_from, line.certificate.valid_until, `${at}/certificate`));
  if (!product) return [{ pointer: `${at}/product`, code: 'unknown_product' }, ...faults];
  if (product.status !== 'active') faults.push({ pointer: `${at}/product`, code: 'archived_product' });
  faults.push(...parameterFaults(product, line.parameters, `${at}/parameters`));
  if (line.certificate) faults.push(...levelFaults(product, line.certificate.level, `${at}/certificate/level`));
  return faults;
}

export function parameterFaults(product: SoldProduct, parameters: unknown, at: string): FieldFault[] {
  return validateParameters(product.parameters, parameters).map((fault) => ({ ...fault, pointer: `${at}${fault.pointer}` }));
}

export function levelFaults(product: SoldProduct, level: string, pointer: string): FieldFault[] {
  return product.support_levels.some(({ code }) => code === level) ? [] : [{ pointer, code: 'unknown_level' }];
}

/**
 * Owners are compared, not registration numbers: anybody may enter those of another below their own tree, and is no client of that
 * name by it. Another client's number is answered like one that does not exist.
 */
function lineFaults(line: RenewalLine, found: Renewable | undefined, buyerId: string | undefined, at: string): FieldFault[] {
  const pointer = `${at}/renews`;
  if (!found || found.organization_id !== buyerId) return [{ pointer, code: 'unknown_number' }];
  if (found.decision === 'revoked') return [{ pointer, code: 'renews_revoked' }];
  if (found.valid_until === null) return [{ pointer, code: 'renews_perpetual' }];
  return line.valid_until > found.valid_until ? [] : [{ pointer: `${at}/valid_until`, code: 'not_later' }];
}
