import type { Contract, Operation } from '@kabinet/contract';
import { systemContract } from '@kabinet/contracts/system';
import { manifests } from '../../../apps/kabinet/src/targets.ts';

export const contracts: readonly Contract[] = [...manifests.map((manifest) => manifest.contract), systemContract];
export const operations = contracts.flatMap((contract) =>
  Object.entries(contract.operations).map(([id, operation]) => ({ name: `${contract.service}.${id}`, id, contract, operation })),
);
export const changes = operations.filter(({ operation }) => operation.method !== 'GET');

/** The members of `found` that `rule` does not hold for; a test shows them by name. */
export function offenders<Item>(found: readonly Item[], rule: (item: Item) => boolean, name: (item: Item) => string): string[] {
  return found.filter((item) => !rule(item)).map(name);
}

export function offendingOperations(rule: (operation: Operation, id: string, contract: Contract) => boolean, among = operations): string[] {
  return offenders(
    among,
    ({ operation, id, contract }) => rule(operation, id, contract),
    ({ name }) => name,
  );
}

export function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
