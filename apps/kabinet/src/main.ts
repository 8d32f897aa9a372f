import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

const LEFTOVERS_MS = 1_000;

// A later start finds the code compiled, and its types taken off. Where nobody may write there, as in a container, it starts as the first one.
enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/kabinet', import.meta.url)));
const { runProgram } = await import('./program.ts');
await runProgram(process.argv.slice(2));
// All is done and stopped. What a library may have left open, such as a connection that came after it had been given up, holds nobody.
setTimeout(() => process.exit(), LEFTOVERS_MS).unref();
