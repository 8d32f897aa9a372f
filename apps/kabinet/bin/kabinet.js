#!/usr/bin/env node
// The launcher of `npx kabinet …`: runs the program with a Node that is new enough. Plain JavaScript for Node ≥ 20.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const lockedNode = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));

// V8 by itself lets the garbage of a stream grow to half a gigabyte before it looks after it: the heap is held near what is alive, for some
// percent of CPU. `package.json` and `deploy/Containerfile` name the same flags.
const nodeFlags = JSON.parse(readFileSync(new URL('node-flags.json', import.meta.url), 'utf8'));

launch(existsSync(lockedNode) ? lockedNode : process.execPath);

function launch(node) {
  if (node === process.execPath && Number(process.versions.node.split('.')[0]) < 24) {
    process.stderr.write(`Kabinet needs Node.js 24 or newer, and this is ${process.version}. Run "npm start" once, which installs it.\n`);
    process.exitCode = 1;
    return;
  }
  const child = spawn(node, [...nodeFlags, program, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // Ctrl-C in a terminal reaches the program by itself; a second SIGINT from us would mean "do not wait" to it.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    process.stderr.write(`${node} cannot be run: ${error.message}\n`);
    process.exitCode = 1;
  });
  // A shell's convention for a program that ended by a signal: 128 and its number.
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}
