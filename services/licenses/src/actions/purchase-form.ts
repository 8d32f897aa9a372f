import { Instant } from '@kabinet/contract/schemas';
import { faultsOf } from '@kabinet/contract/validation';
import { PurchaseMessage, RenewalLine, SaleLine } from '@kabinet/contracts/licenses/resources';
import type { FieldFault } from '@kabinet/problem';

/** The faults of form: of the message and of each line, by its own schema. */
export function formFaults(message: unknown): FieldFault[] {
  const faults = faultsOf(PurchaseMessage, message);
  for (const [index, line] of linesOf(message).entries()) {
    const schema = isObject(line) && 'renews' in line ? RenewalLine : SaleLine;
    faults.push(...faultsOf(schema, line).map((fault) => ({ ...fault, pointer: `/lines/${index}${fault.pointer}` })));
  }
  return faults;
}

/** When it was bought, of a message of any form; null when it says no instant that can be read. The calendar begins in year 1. */
export function purchaseInstant(message: unknown): string | null {
  const instant = isObject(message) ? message['purchased_at'] : undefined;
  if (typeof instant !== 'string' || faultsOf(Instant, instant).length > 0 || instant.startsWith('0000')) return null;
  return instant;
}

function linesOf(message: unknown): unknown[] {
  return isObject(message) && Array.isArray(message['lines']) ? message['lines'] : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
