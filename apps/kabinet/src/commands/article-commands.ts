import type { Command } from 'commander';
import { readSettings } from '../settings.ts';
import { settle } from '../settle.ts';
import { exportArticles } from './articles/export-articles.ts';
import { importArticles, type ImportedArticles } from './articles/import-articles.ts';
import { answer, progressLine } from './output.ts';
import { withPortal } from './with-portal.ts';

interface Json {
  readonly json?: boolean;
}

/** The knowledge base as a folder of Markdown files, which Git keeps well. */
export function addArticleCommands(program: Command): void {
  const articles = program.command('articles').description('articles of the knowledge base');
  articles
    .command('import <dir>')
    .description('bring in a folder of Markdown files: <dir>/<name>/ru.md and en.md with front matter, pictures beside them')
    .option('--json', 'answer as JSON')
    .action(async (directory: string, { json }: Json) => {
      const done = await withPortal(readSettings(process.env), async ({ composition }) => {
        const imported = await importArticles(composition, directory, progressLine('importing'));
        await settle(composition);
        return imported;
      });
      answer(json, done, wordsOf(done));
      if (done.refused.length > 0) process.exitCode = 1;
    });
  articles
    .command('export <dir>')
    .description('write the newest contents of all articles into a folder that import reads')
    .option('--json', 'answer as JSON')
    .action(async (directory: string, { json }: Json) => {
      const count = await withPortal(readSettings(process.env), ({ composition }) => exportArticles(composition, directory));
      answer(json, { articles: count }, `${count} articles in ${directory}`);
    });
}

function wordsOf({ created, changed, unchanged, published, refused }: ImportedArticles): string {
  const counts = `${created.length} created, ${changed.length} changed, ${unchanged.length} as they were, ${published.length} published`;
  return [counts, ...refused.map(({ slug, reason }) => `  ${slug}: ${reason}`)].join('\n');
}
