import { isInternal, pathOf, type Contract, type Operation } from '@kabinet/contract';
import type { AccessTable } from '@kabinet/contract/access';

/** The access table as a page: who may call which operation, and which role holds which permission. */
export function accessPage(contracts: readonly Contract[], table: AccessTable): string {
  const columns = columnsOf(table);
  return [
    '# Who may do what',
    '',
    'Made by `npm run generate` from `contracts/access.ts` and the operations; do not edit. A tick means: somewhere. Where, the',
    "membership's organization and its descendants decide, for staff everywhere.",
    '',
    ...contracts.flatMap((contract) => operationsOf(contract, columns)),
    '## Permissions',
    '',
    ...grid(
      ['permission', ...columns.map(({ name }) => name)],
      permissionsIn(table).map((permission) => [
        `\`${permission}\``,
        ...columns.map(({ permissions }) => tick(permissions.has(permission))),
      ]),
    ),
    '',
  ].join('\n');
}

interface Column {
  readonly name: string;
  readonly isPerson: boolean;
  readonly permissions: ReadonlySet<string>;
}

function columnsOf({ customer, staff, scopes }: AccessTable): Column[] {
  return [
    ...Object.entries({ ...customer, ...staff }).map(([name, permissions]) => ({
      name,
      isPerson: true,
      permissions: new Set(permissions),
    })),
    ...Object.entries(scopes).map(([name, permissions]) => ({
      name: `token \`${name}\``,
      isPerson: false,
      permissions: new Set(permissions),
    })),
  ];
}

function permissionsIn({ customer, staff, scopes }: AccessTable): string[] {
  return [...new Set([customer, staff, scopes].flatMap((group) => Object.values(group).flat()))].toSorted();
}

function operationsOf(contract: Contract, columns: readonly Column[]): string[] {
  const operations = Object.entries(contract.operations);
  const open = operations.filter(([, operation]) => !isInternal(operation));
  const internal = operations.filter(([, operation]) => isInternal(operation)).map(internalLine);
  const rows = open.map(([id, operation]) => [
    `${operation.method} \`${pathOf(operation)}\`<br>${id}`,
    askedOf(operation),
    ...columns.map((column) => tick(isGranted(operation, column))),
  ]);
  return [
    `## ${contract.service}`,
    '',
    ...(rows.length > 0 ? [...grid(['operation', 'asks for', ...columns.map(({ name }) => name)], rows), ''] : []),
    ...(internal.length > 0 ? [`Other services only: ${internal.join(', ')}.`, ''] : []),
  ];
}

/** Who asks in a caller's name needs the caller's right. */
function internalLine([id, { access }]: readonly [string, Operation]): string {
  return access.kind === 'permission' ? `\`${id}\` (for who holds \`${access.permission}\`)` : `\`${id}\``;
}

function askedOf({ access }: Operation): string {
  switch (access.kind) {
    case 'public':
      return 'nobody signed in';
    case 'signed_in':
      return 'any user';
    case 'services':
      return 'a service';
    case 'permission': {
      const known = access.known_by ? ` (known by \`${access.known_by}\`)` : '';
      return `\`${access.permission}\`${access.resource ? ` on the ${access.resource.of}` : ''}${known}`;
    }
  }
}

function isGranted({ access }: Operation, { isPerson, permissions }: Column): boolean {
  switch (access.kind) {
    case 'public':
      return true;
    case 'signed_in':
      return isPerson;
    case 'services':
      return false;
    case 'permission':
      return permissions.has(access.permission);
  }
}

function tick(granted: boolean): string {
  return granted ? '✓' : '';
}

/** A Markdown table. */
export function grid(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
