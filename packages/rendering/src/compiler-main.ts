/** The compiler's process: takes one job at a time from its parent and lives until it is killed or left alone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { WORKSPACE, type CompilerJob, type CompilerMessage, type CompilerSettings } from './compiler-protocol.ts';
import { readDiagnostics, readExportFailure } from './diagnostics.ts';
import { DATA_FILE, type TemplateFiles } from './template-files.ts';

const STANDARD = 'a-2b';
/** How many jobs a memoised result outlives its last use. */
const CACHE_AGE = 10;

const settings = JSON.parse(process.argv[2] ?? '') as CompilerSettings;
const compiler = NodeCompiler.create({
  workspace: WORKSPACE,
  fontArgs: [{ fontBlobs: settings.fonts.map((path) => readFileSync(path)) }],
});
let mapped: TemplateFiles | null = null;

function inWorkspace(path: string): string {
  return join(WORKSPACE, path);
}

function isMapped(template: TemplateFiles): boolean {
  if (mapped === null || mapped.main !== template.main) return false;
  const before = mapped.files;
  const entries = Object.entries(template.files);
  return (
    entries.length === Object.keys(before).length &&
    entries.every(([path, content]) => before[path] !== undefined && Buffer.compare(before[path], content) === 0)
  );
}

/** Makes the template's files, and no file of an earlier template, exist for the compiler. */
function map(template: TemplateFiles): void {
  if (isMapped(template)) return;
  compiler.resetShadow();
  for (const [path, content] of Object.entries(template.files)) compiler.mapShadow(inWorkspace(path), Buffer.from(content));
  mapped = template;
}

function render(job: CompilerJob): CompilerMessage {
  map(job.template);
  compiler.mapShadow(inWorkspace(DATA_FILE), Buffer.from(job.data));
  const compiled = compiler.compile({ mainFilePath: inWorkspace(job.template.main), inputs: { locale: job.locale } });
  const document = compiled.result;
  if (compiled.hasError() || !document) {
    const failure = compiled.takeError() ?? compiled.takeDiagnostics();
    return { kind: 'refused', diagnostics: readDiagnostics(failure ? compiler.fetchDiagnostics(failure) : []) };
  }
  try {
    const pdf = compiler.pdf(document, { pdfStandard: STANDARD, creationTimestamp: job.timestamp, pdfTags: job.tagged });
    return { kind: 'rendered', pdf };
  } catch (failure) {
    return { kind: 'refused', diagnostics: readExportFailure(failure) };
  } finally {
    compiler.evictCache(CACHE_AGE);
  }
}

function answer(message: CompilerMessage): void {
  process.send?.(message);
}

process.on('message', (job) => answer(render(job as CompilerJob)));
process.on('disconnect', () => process.exit());
// No template before the watchdog looks: its thread needs this one to get started.
const watchdog = new Worker(new URL('./compiler-watchdog.ts', import.meta.url), { workerData: settings });
watchdog.once('message', () => answer({ kind: 'ready' }));
