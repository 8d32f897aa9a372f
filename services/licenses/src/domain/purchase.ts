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

/** What a renewal line names: a licence or certificate, with the registration numbers of its present owner. */
export interface Renewable {
  readonly kind: TermKind;
  readonly id: string;
  readonly number: string;
  readonly owner: { readonly inn: string; readonly kpp: string | null };
  readonly valid_until: string | null;
  readonly decision: Decision;
}

/** Everything outside of the message that decides whether it is good. */
export interface PurchaseFacts {
  readonly products: ReadonlyMap<string, SoldProduct>;
  readonly renewables: ReadonlyMap<string, Renewable>;
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
  const seen = new Set<string>();
  const faults = requisiteFaults(message.buyer, '/buyer');
  for (const [index, line] of message.lines.entries()) {
    const at = `/lines/${index}`;
    if (!isRenewal(line)) {
      faults.push(...saleFaults(line, facts.products.get(line.product), at));
      continue;
    }
    if (seen.has(line.renews)) faults.push({ pointer: `${at}/renews`, code: 'not_renewed_twice' });
    seen.add(line.renews);
    faults.push(...renewalFaults(line, facts.renewables.get(line.renews), message.buyer, at));
  }
  return faults;
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

function renewalFaults(line: RenewalLine, found: Renewable | undefined, buyer: Message['buyer'], at: string): FieldFault[] {
  const pointer = `${at}/renews`;
  // Another client's number is answered like one that does not exist.
  if (!found || found.owner.inn !== buyer.inn || found.owner.kpp !== (buyer.kpp ?? null)) return [{ pointer, code: 'unknown_number' }];
  if (found.decision === 'revoked') return [{ pointer, code: 'renews_revoked' }];
  if (found.valid_until === null) return [{ pointer, code: 'renews_perpetual' }];
  return line.valid_until > found.valid_until ? [] : [{ pointer: `${at}/valid_until`, code: 'not_later' }];
}
