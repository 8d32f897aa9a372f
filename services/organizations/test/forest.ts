import fc from 'fast-check';

/** What an administrator may do to the organizations; numbers choose among those there are, null is "no parent". */
export type Command =
  | { readonly kind: 'create'; readonly parent: number | null }
  | { readonly kind: 'rename'; readonly node: number; readonly name: string }
  | { readonly kind: 'move'; readonly node: number; readonly parent: number | null }
  | { readonly kind: 'close'; readonly node: number; readonly move_up: boolean };

export interface Tree {
  readonly parent: number | null;
  readonly name: string;
  readonly status: 'active' | 'closed';
}

/** Organizations by the order in which they were made. */
export type Forest = readonly Tree[];

/** What a command is answered, and what there is afterwards. */
export interface Outcome {
  readonly code: 'ok' | 'invalid_body' | 'cabinet_closed' | 'organization_cycle';
  readonly forest: Forest;
}

const number = fc.nat({ max: 30 });
const parent = fc.option(number, { freq: 4 });
const name = fc.constantFrom('North', 'South', 'East', 'West');
const moves = fc.record({ kind: fc.constant('move' as const), node: number, parent });
const renames = fc.record({ kind: fc.constant('rename' as const), node: number, name });

export const change = fc.oneof(moves, renames);
export const command = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant('create' as const), parent }), weight: 4 },
  { arbitrary: moves, weight: 4 },
  { arbitrary: renames, weight: 1 },
  { arbitrary: fc.record({ kind: fc.constant('close' as const), node: number, move_up: fc.boolean() }), weight: 2 },
);

/** The organization that a number means. */
export function chosen(forest: Forest, choice: number | null): number | null {
  return choice === null || forest.length === 0 ? null : choice % forest.length;
}

/** From the organization itself up to its root. */
export function pathOf(forest: Forest, index: number): number[] {
  const above = forest[index]?.parent ?? null;
  return above === null ? [index] : [index, ...pathOf(forest, above)];
}

/** The forest as it should be: the plainest code that could be right. */
export function perform(forest: Forest, asked: Command): Outcome {
  if (asked.kind === 'create') {
    const above = chosen(forest, asked.parent);
    if (above !== null && forest[above]?.status === 'closed') return { code: 'invalid_body', forest };
    return { code: 'ok', forest: [...forest, { parent: above, name: 'New', status: 'active' }] };
  }
  const index = chosen(forest, asked.node);
  const node = index === null ? undefined : forest[index];
  if (index === null || !node) return { code: 'ok', forest };
  if (node.status === 'closed') return { code: 'cabinet_closed', forest };
  switch (asked.kind) {
    case 'rename':
      return { code: 'ok', forest: forest.with(index, { ...node, name: asked.name }) };
    case 'move':
      return move(forest, index, node, chosen(forest, asked.parent));
    case 'close':
      return close(forest, index, node, asked.move_up);
  }
}

function move(forest: Forest, index: number, node: Tree, above: number | null): Outcome {
  if (above === node.parent) return { code: 'ok', forest };
  if (above !== null && forest[above]?.status === 'closed') return { code: 'invalid_body', forest };
  if (above !== null && pathOf(forest, above).includes(index)) return { code: 'organization_cycle', forest };
  return { code: 'ok', forest: forest.with(index, { ...node, parent: above }) };
}

function close(forest: Forest, index: number, node: Tree, moveUp: boolean): Outcome {
  const above = node.parent === null ? undefined : forest[node.parent];
  if (moveUp && above?.status !== 'active') return { code: 'invalid_body', forest };
  const isOpenChild = (child: Tree) => child.parent === index && child.status === 'active';
  if (!moveUp && forest.some(isOpenChild)) return { code: 'ok', forest };
  const moved = forest.map((child) => (isOpenChild(child) ? { ...child, parent: node.parent } : child));
  return { code: 'ok', forest: moved.with(index, { ...node, status: 'closed' }) };
}
