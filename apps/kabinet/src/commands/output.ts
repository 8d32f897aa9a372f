/** Prints a command's answer: JSON for programs, words for people. */
export function answer(json: boolean | undefined, data: unknown, words: string): void {
  process.stdout.write(`${json ? JSON.stringify(data) : words}\n`);
}

/** One line on a terminal that is written over and over; nothing where nobody looks. */
export function progressLine(label: string): (share: number) => void {
  let shown = -1;
  return (share) => {
    const percent = Math.floor(share * 100);
    if (percent === shown) return;
    shown = percent;
    if (process.stderr.isTTY) process.stderr.write(`\r${label} ${percent} %${percent === 100 ? '\n' : ''}`);
    else if (percent % 10 === 0) process.stderr.write(`${label} ${percent} %\n`);
  };
}
