/** Who pauses longer begins another word. */
const PAUSE_MS = 600;

/** Gathers what is typed on a tree, and finds what it means (WAI-ARIA Authoring Practices, tree view: type-ahead). */
export interface TypeAhead {
  /** The index of the name that fits all that was typed by `at` (milliseconds), looking from `from` on and around; -1 for none. */
  find(names: readonly string[], from: number, key: string, at: number): number;
}

export function createTypeAhead(): TypeAhead {
  let typed = '';
  let last = 0;
  return {
    find(names, from, key, at) {
      typed = at - last > PAUSE_MS ? key : typed + key;
      last = at;
      // The first letter looks for the next one, further letters stay where they fit.
      const start = typed.length === 1 ? from + 1 : from;
      const order = names.map((_, index) => (start + index) % names.length);
      return order.find((index) => beginsWord(names[index] ?? '', typed)) ?? -1;
    },
  };
}

/** Whether `name` goes on so from one of its words: nobody looks for a company under «ООО». Spaces are not typed: they press links. */
function beginsWord(name: string, typed: string): boolean {
  const words = name.toLocaleLowerCase().split(/[^\p{L}\p{N}]+/u);
  return words.some((_, index) => words.slice(index).join('').startsWith(typed.toLocaleLowerCase()));
}
