/**
 * Checks the import table: green on the tree, and red, rule by rule, on a fixture that breaks every one of them.
 * `node tools/boundaries.ts`; exit 1 names what breaks which rule.
 */
import { Visitor } from '@swc/core/Visitor.js';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { boundaryRules, textRules } from './boundary-rules.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const FIXTURE = join(ROOT, 'tools', 'boundaries-fixture');
const FOLDERS = ['apps', 'contracts', 'packages', 'services'];

interface Violation {
  readonly rule: string;
  readonly place: string;
}

interface Findings {
  readonly violations: readonly Violation[];
  readonly files: number;
}

readUsingDeclarations();
const tree = await inspect(ROOT);
const fixture = await inspect(FIXTURE);
const unbroken = [...boundaryRules, ...textRules]
  .map(({ name }) => name)
  .filter((name) => !fixture.violations.some(({ rule }) => rule === name));
for (const { rule, place } of tree.violations) console.error(`${rule}: ${place}`);
for (const name of new Set(unbroken)) console.error(`the fixture breaks ${name}, yet nothing is found`);
const failures = tree.violations.length + unbroken.length;
console.log(
  `boundaries: ${tree.files} files, ${tree.violations.length} violations; fixture: ${fixture.violations.length} found, ${unbroken.length} rules not proven`,
);
if (failures > 0) process.exitCode = 1;

async function inspect(directory: string): Promise<Findings> {
  const { modules, summary } = await readImports(directory);
  const read = new Set(modules.map(({ source }) => source));
  const files = filesIn(directory, `{${FOLDERS.join(',')}}/**/*.{ts,tsx}`);
  const unread = files.filter((file) => !read.has(file)).map((file) => ({ rule: 'every-file-is-read', place: file }));
  const imports = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, place: `${from} → ${to}` }));
  return { violations: [...unread, ...imports, ...textViolations(directory)], files: files.length };
}

/** With TypeScript 7 only the swc parser finds anything; `every-file-is-read` above notices when it does not. */
async function readImports(directory: string): Promise<ICruiseResult> {
  const options: ICruiseOptions = {
    baseDir: directory,
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules/.*/node_modules|dist)/' },
    validate: true,
    ruleSet: { forbidden: [...boundaryRules] },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  };
  const { output } = await cruise(
    FOLDERS.filter((folder) => existsSync(join(directory, folder))),
    options,
  );
  if (typeof output === 'string') throw new Error('dependency-cruiser answered text instead of its findings');
  return output;
}

function textViolations(directory: string): Violation[] {
  return textRules.flatMap(({ name, files, except, pattern }) =>
    filesIn(directory, files)
      .filter((file) => !except.test(file))
      .flatMap((file) => {
        const lines = readFileSync(join(directory, file), 'utf8').split('\n');
        return lines.flatMap((line, index) => (pattern.test(line) ? [{ rule: name, place: `${file}:${index + 1}` }] : []));
      }),
  );
}

function filesIn(directory: string, pattern: string): string[] {
  return globSync(pattern, { cwd: directory, exclude: (name) => name === 'node_modules' });
}

interface Statement {
  readonly type: string;
  readonly decls?: readonly unknown[];
}

interface StatementVisitor {
  visitStatement(statement: Statement): Statement;
  visitVariableDeclarators(declarators: readonly unknown[]): unknown;
}

/** The visitor through which dependency-cruiser reads swc's tree does not know `using`; it holds what a `const` holds. */
function readUsingDeclarations(): void {
  // oxlint-disable-next-line typescript/no-deprecated -- dependency-cruiser itself reads through it
  const visitor = Visitor.prototype as unknown as StatementVisitor;
  const visitStatement = visitor.visitStatement;
  visitor.visitStatement = function visit(this: StatementVisitor, statement) {
    if (statement.type !== 'UsingDeclaration') return visitStatement.call(this, statement);
    this.visitVariableDeclarators(statement.decls ?? []);
    return statement;
  };
}
