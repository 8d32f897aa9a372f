import type { Reply } from '@kabinet/contract';
import { attachment } from '@kabinet/contract/attachment';
import type { Content, Upload } from '@kabinet/contract/content';
import type { ArticleFile } from '@kabinet/contracts/knowledge/resources';
import type { Transaction } from '@kabinet/database';
import { problem } from '@kabinet/problem';
import type { KnowledgeContext } from '../context.ts';
import { lockArticle } from '../queries/article.ts';
import { countFiles, deleteFile, findFile, insertFile, isFileNameTaken, isFileShown } from '../queries/file.ts';
import { findShown } from '../queries/shown-article.ts';
import { publishFile } from './publish-state.ts';
import { idOf, readerOf } from './reader.ts';

/** Of one article. */
const MOST_FILES = 200;

/** Keeps a file under its name: its bytes first, then that it is there. Throws `article_not_found`, `file_name_taken`, `too_many_article_files`. */
export async function keepFile(context: KnowledgeContext, ref: string, name: string, upload: Upload): Promise<ArticleFile> {
  const articleId = await idOf(context, ref);
  // Refused before anything is read; and once more when it is written, as much may have happened meanwhile.
  await context.db.transaction((tx) => requireRoom(tx, articleId, name));
  const id = context.newId();
  const object_key = `knowledge/${articleId}/${id}`;
  const stored = await context.state.files.put(object_key, upload.body);
  const later = context.renew();
  const file = { id, name, size: stored.size, sha256: stored.sha256 ?? '', created_at: context.now().toISOString() };
  await later.db.transaction(async (tx) => {
    const article = await requireRoom(tx, articleId, name);
    await insertFile(tx, { ...file, article_id: articleId, object_key });
    await publishFile(later, tx, 'article_file_added', article, name);
  });
  return file;
}

async function requireRoom(tx: Transaction, articleId: string, name: string) {
  const article = await lockArticle(tx, articleId);
  if (!article) throw problem('article_not_found');
  if (await isFileNameTaken(tx, articleId, name)) throw problem('file_name_taken');
  if ((await countFiles(tx, articleId)) >= MOST_FILES) throw problem('too_many_article_files', { params: { limit: MOST_FILES } });
  return article;
}

/**
 * The bytes of a file of an article that the caller sees, to be saved or shown as a picture by the web app: a browser runs none of it.
 * Customers get those that the published texts name. Throws `article_not_found`, `file_not_found`.
 */
export async function downloadFile(context: KnowledgeContext, ref: string, id: string): Promise<Reply<Content>> {
  const reader = readerOf(context);
  const article = await findShown(context.db, ref, reader);
  if (!article) throw problem('article_not_found');
  const file = await findFile(context.db, article.id, id);
  if (!file || (reader.scope.kind !== 'everywhere' && !article.file_names.includes(file.name))) throw problem('file_not_found');
  return {
    headers: {
      'content-disposition': attachment(file.name),
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-cache, no-transform',
    },
    body: {
      size: file.size,
      etag: `"${file.sha256}"`,
      async open(part, signal) {
        const range = part ? { range: part, unchecked: true as const } : {};
        return (await context.state.files.get(file.object_key, { ...range, signal })).body;
      },
    },
  };
}

/** Throws `article_not_found`, `file_not_found`, `file_in_use`. Its bytes are swept. */
export async function dropFile(context: KnowledgeContext, ref: string, id: string): Promise<void> {
  const articleId = await idOf(context, ref);
  await context.db.transaction(async (tx) => {
    const article = await lockArticle(tx, articleId);
    if (!article) throw problem('article_not_found');
    const file = await findFile(tx, articleId, id);
    if (!file) throw problem('file_not_found');
    if (await isFileShown(tx, articleId, file.name)) throw problem('file_in_use');
    await deleteFile(tx, id);
    await publishFile(context, tx, 'article_file_deleted', article, file.name);
  });
}
