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

function linesOf(message: unknown): unknown[] {
  return isObject(message) && Array.isArray(message['lines']) ? message['lines'] : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
