import { Transform, type Readable } from 'node:stream';

/** What stands before the contents: within a string of JSON its quotes would be escaped. */
const OPENING = /"Content"\s{0,9}:\s{0,9}"/;
const LONGEST_OPENING = 30;

/** The contents of an attachment in RT's JSON, where they are base64 in lines, as they come: nothing is kept in memory. */
export function decodedContent(json: Readable): Readable {
  const decoded = new Decoder();
  json.on('error', (error) => decoded.destroy(error));
  decoded.on('close', () => json.destroy());
  return json.pipe(decoded);
}

class Decoder extends Transform {
  #state: 'before' | 'within' | 'behind' = 'before';
  /** What came and could not be understood yet. */
  #rest = '';

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    // Other members may be cut within a letter; what is looked for is ASCII.
    this.#rest += chunk.toString('latin1');
    if (this.#state === 'before') this.#skip();
    if (this.#state === 'within') this.#decode();
    if (this.#state === 'behind') this.#rest = '';
    done();
  }

  override _flush(done: (error?: Error) => void): void {
    done(this.#state === 'within' ? new Error('the contents break off') : undefined);
  }

  #skip(): void {
    const found = OPENING.exec(this.#rest);
    if (found) this.#state = 'within';
    this.#rest = this.#rest.slice(found ? found.index + found[0].length : -LONGEST_OPENING);
  }

  /** Four letters are three bytes; ends of lines and slashes come escaped. */
  #decode(): void {
    const end = this.#rest.indexOf('"');
    const isCut = end < 0 && this.#rest.endsWith('\\');
    const letters = (end < 0 ? this.#rest : this.#rest.slice(0, end)).replaceAll(/\\[nr]|\\(?=\/)/g, '');
    const whole = end < 0 ? letters.length - ((letters.length - (isCut ? 1 : 0)) % 4) - (isCut ? 1 : 0) : letters.length;
    this.push(Buffer.from(letters.slice(0, whole), 'base64'));
    this.#rest = letters.slice(whole);
    if (end >= 0) this.#state = 'behind';
  }
}
