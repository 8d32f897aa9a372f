import { problem } from '@kabinet/problem';
import type { ProductsContext } from '../context.ts';
import {
  changesOf,
  fileContents,
  indexOf,
  pathOf,
  providerMetadata,
  rolieFeed,
  securityTxt,
  type Provider,
  type PublicDocument,
} from '../domain/advisory/provider.ts';
import { findPublicDocument, listPublicDocuments } from '../queries/public-document.ts';

/** Whoever mirrors advisories asks often; a minute's delay costs nobody anything. */
const HEADERS = { 'cache-control': 'public, max-age=60' };
/** A day of RFC 9116's advice of less than a year is enough for a file that is made anew with every request. */
const SECURITY_TXT_DAYS = 90;
const DAY_MS = 86_400_000;

export async function serveProviderMetadata(context: ProductsContext) {
  return text(providerMetadata(providerOf(context), lastChange(await listPublicDocuments(context.db), context)));
}

export async function serveIndex(context: ProductsContext) {
  return text(indexOf(await listPublicDocuments(context.db)));
}

export async function serveChanges(context: ProductsContext) {
  return text(changesOf(await listPublicDocuments(context.db)));
}

export async function serveRolieFeed(context: ProductsContext) {
  const documents = await listPublicDocuments(context.db);
  return text(rolieFeed(providerOf(context), documents, lastChange(documents, context)));
}

/** A public document or one of its hashes, by the year of its first release and its file's name. */
export async function serveCsafFile(context: ProductsContext, { year, file }: { readonly year: string; readonly file: string }) {
  const found = await findPublicDocument(context.db, file.replace(/\.sha(256|512)$/, ''));
  if (!found || pathOf(found) !== `${year}/${found.file_name}`) throw problem('not_found');
  return text(fileContents(found.document, found.file_name, file));
}

/** Not there until somebody can be told of a vulnerability. */
export async function serveSecurityTxt(context: ProductsContext) {
  const provider = providerOf(context);
  if (provider.contact === undefined) throw problem('not_found');
  const days = Math.floor(context.now().getTime() / DAY_MS) + SECURITY_TXT_DAYS;
  return text(securityTxt(provider, new Date(days * DAY_MS).toISOString()));
}

function providerOf({ installation, state }: ProductsContext): Provider {
  const url = installation.publicUrl.replace(/\/$/, '');
  // Whoever reads it is a program that knows no language: the vendor's own name.
  return { url, vendor: installation.vendor.ru, ...state.security };
}

function lastChange(documents: readonly PublicDocument[], context: ProductsContext): string {
  const changes = documents.map(({ published_at, revised_at }) => (published_at > revised_at ? published_at : revised_at));
  return changes.toSorted().at(-1) ?? context.now().toISOString();
}

function text(body: string) {
  return { body, headers: HEADERS };
}
