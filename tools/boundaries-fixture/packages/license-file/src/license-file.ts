// license-file-stands-alone: it reads files.
export { readFileSync } from 'node:fs';
