import type { Answer } from '@kabinet/contract';
import { withEnd } from '@kabinet/contract/chunks';
import type { Dispatch } from './dispatch.ts';

/** Knows whether a service still works for somebody: calls, and the streams that they left open. */
export interface CallCounter {
  readonly dispatch: Dispatch;
  /** Resolves when no call and no stream is under way. */
  quiet(): Promise<void>;
}

export function countCalls(dispatch: Dispatch): CallCounter {
  let underWay = 0;
  let waiting: (() => void)[] = [];

  function begin(): void {
    underWay += 1;
  }

  function end(): void {
    underWay -= 1;
    if (underWay > 0) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  }

  return {
    async dispatch(call) {
      begin();
      try {
        return withStream(await dispatch(call), begin, end);
      } finally {
        end();
      }
    },
    quiet: () => (underWay === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}

function withStream(answer: Answer, begin: () => void, end: () => void): Answer {
  if (!('stream' in answer) || !answer.stream) return answer;
  const { stream } = answer;
  return {
    ...answer,
    async stream(signal) {
      begin();
      try {
        return withEnd(await stream(signal), end);
      } catch (error) {
        end();
        throw error;
      }
    },
  };
}
