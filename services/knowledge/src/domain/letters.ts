/** Each key of a keyboard by what it writes in the Latin and in the Russian layout. */
const LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const RUSSIAN_KEYS = 'йцукенгшщзхъфывапролджэячсмитьбюё';

const TO_RUSSIAN = new Map(Array.from(LATIN_KEYS).map((key, place) => [key, RUSSIAN_KEYS[place] ?? key]));
const TO_LATIN = new Map(Array.from(RUSSIAN_KEYS).map((key, place) => [key, LATIN_KEYS[place] ?? key]));

/** The word as it would be had the keyboard had its other layout: `kbwtypbz` is «лицензия». */
export function inOtherLayout(word: string): string {
  const keys = /[а-яё]/u.test(word) ? TO_LATIN : TO_RUSSIAN;
  return Array.from(word)
    .map((letter) => keys.get(letter) ?? letter)
    .join('');
}

/** As people write Russian in Latin letters when they have no others; longer signs first. */
const CYRILLIC: readonly (readonly [string, string])[] = [
  ['shch', 'щ'],
  ['sch', 'щ'],
  ['yo', 'е'],
  ['jo', 'е'],
  ['zh', 'ж'],
  ['kh', 'х'],
  ['ts', 'ц'],
  ['ch', 'ч'],
  ['sh', 'ш'],
  ['yu', 'ю'],
  ['ju', 'ю'],
  ['iu', 'ю'],
  ['ya', 'я'],
  ['ja', 'я'],
  ['ia', 'я'],
  ...Array.from('abvgdezijklmnoprstufhcywxq').map(
    (letter, place) => [letter, Array.from('абвгдезийклмнопрстуфхцыввк')[place] ?? ''] as const,
  ),
  ["'", 'ь'],
];

const LATIN: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Array.from('абвгдезийклмнопрстуфхцыэ').map((letter, place) => [letter, Array.from('abvgdeziyklmnoprstufhcye')[place] ?? '']),
  ),
  ё: 'e',
  ж: 'zh',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ь: '',
  ю: 'yu',
  я: 'ya',
  ц: 'ts',
};

/** `litsenziya` is «лицензия»; undefined for what is not Latin letters alone. */
export function inCyrillic(word: string): string | undefined {
  if (!/^[a-z']+$/.test(word)) return undefined;
  let rest = word;
  let cyrillic = '';
  while (rest !== '') {
    const [sign, letter] = CYRILLIC.find(([latin]) => rest.startsWith(latin)) ?? [rest.slice(0, 1), rest.slice(0, 1)];
    cyrillic += letter;
    rest = rest.slice(sign.length);
  }
  return cyrillic;
}

/** «хорнс» is `horns`. */
export function inLatin(text: string): string {
  return Array.from(text)
    .map((letter) => LATIN[letter] ?? letter)
    .join('');
}

/** As all words are compared: in lower case, with е for ё. */
export function folded(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е');
}

/**
 * How many letters are missing, too many, other ones or exchanged with their neighbour (the optimal string alignment distance); more
 * than `limit` is told as `limit + 1`.
 */
export function distance(a: string, b: string, limit: number): number {
  const [from, to] = [Array.from(a), Array.from(b)];
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let earlier: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [row, letter] of from.entries()) {
    const current = [row + 1];
    for (const [column, other] of to.entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      const inserted = Math.min((previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1);
      const isExchanged = row > 0 && column > 0 && letter === to[column - 1] && from[row - 1] === other;
      current.push(Math.min(replaced, inserted, isExchanged ? (earlier[column - 1] ?? 0) + 1 : Infinity));
    }
    [earlier, previous] = [previous, current];
  }
  return Math.min(previous.at(-1) ?? 0, limit + 1);
}
