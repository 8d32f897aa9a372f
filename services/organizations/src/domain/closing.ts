import type {
  Belonging,
  ClosingFault,
  ClosingPart,
  ClosingPartName,
  ClosingState,
} from '@kabinet/contracts/organizations/closing-resources';

/** A part as it is kept: with the version of the closing in which it was asked last. */
export type KeptPart = ClosingPart & { readonly asked_in: number };

/** A closing as far as it decides how it goes on. */
export interface ClosingProgress {
  readonly status: ClosingState['status'];
  readonly move_up: boolean;
  readonly version: number;
  readonly parts: readonly KeptPart[];
}

export interface PartAnswer {
  readonly part: ClosingPartName;
  readonly asked_in: number;
  readonly fault: ClosingFault | null;
  readonly left: Belonging[];
}

/** What happens to a closing; `none`: nothing. */
export type ClosingStep = 'none' | 'told' | 'continued' | 'weighed' | 'stuck' | 'refused' | 'completed';

/**
 * What is owned goes first, then what was asked about it; people keep their access until then, so that nobody is locked out of what
 * cannot be closed.
 */
const STAGES: readonly (readonly ClosingPartName[])[] = [['organizations', 'licenses'], ['issues'], ['auth']];

/** The parts of a new closing: all are asked for a preview, the first stage in earnest. */
export function firstParts(isPreview: boolean): KeptPart[] {
  const asked = isPreview ? STAGES.flat() : (STAGES[0] ?? []);
  return STAGES.flat().map((part) => ({ part, status: asked.includes(part) ? 'asked' : 'waiting', fault: null, left: [], asked_in: 1 }));
}

/** Asks the parts that are stuck once more; the closing has its new version already. */
export function askAgain(closing: ClosingProgress): ClosingProgress {
  const parts = closing.parts.map((part) => (part.status === 'stuck' ? asked(part, closing.version) : part));
  return { ...closing, status: 'closing', parts };
}

/** Whether the closing, or preview, still waits for something. */
export function isUnderWay({ status }: Pick<ClosingProgress, 'status'>): boolean {
  return status === 'weighing' || status === 'closing' || status === 'stuck';
}

/** Takes what a service tells of its part. `version` is the one that the closing will have. */
export function takeAnswer(closing: ClosingProgress, answer: PartAnswer, version: number): { to: ClosingProgress; step: ClosingStep } {
  const open = closing.parts.find((part) => part.part === answer.part && part.status === 'asked' && part.asked_in === answer.asked_in);
  if (!open || !isUnderWay(closing)) return { to: closing, step: 'none' };
  const status: KeptPart['status'] = closing.status === 'weighing' ? 'weighed' : answer.fault === null ? 'cleared' : 'stuck';
  const parts = closing.parts.map((part): KeptPart => (part === open ? { ...part, status, fault: answer.fault, left: answer.left } : part));
  return goOn({ ...closing, version, parts });
}

function goOn(closing: ClosingProgress): { to: ClosingProgress; step: ClosingStep } {
  const { parts, move_up } = closing;
  if (parts.some(({ status }) => status === 'asked')) return { to: closing, step: 'told' };
  if (closing.status === 'weighing') return { to: { ...closing, status: 'weighed' }, step: 'weighed' };
  if (parts.some(({ status }) => status === 'stuck')) {
    const end = move_up ? 'stuck' : 'refused';
    return { to: { ...closing, status: end }, step: end };
  }
  const next = STAGES.find((stage) => parts.some(({ part, status }) => stage.includes(part) && status === 'waiting'));
  if (!next) return { to: { ...closing, status: 'closed' }, step: 'completed' };
  const further = parts.map((part) => (next.includes(part.part) ? asked(part, closing.version) : part));
  return { to: { ...closing, parts: further }, step: 'continued' };
}

function asked(part: KeptPart, version: number): KeptPart {
  return { ...part, status: 'asked', fault: null, asked_in: version };
}
