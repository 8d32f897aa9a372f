import type { Transaction } from '@kabinet/database';
import { problem, type FieldFault } from '@kabinet/problem';
import { createHash } from 'node:crypto';
import type { ProductsContext } from '../context.ts';
import { fileNameOf, type CsafDocument } from '../domain/advisory/csaf.ts';
import { contentsOf, factsOf } from '../domain/advisory/facts.ts';
import { receive } from '../domain/advisory/lifecycle.ts';
import { mapProducts } from '../domain/advisory/product-map.ts';
import { affectedProducts } from '../domain/advisory/statements.ts';
import { insertAdvisory, insertRevision, listKnownProducts, lockFile, replaceProducts, updateAdvisory } from '../queries/advisory.ts';
import { publishAdvisoryState } from './publish-advisory-state.ts';

/**
 * Takes in a CSAF document, checked: a new advisory waits for staff, a new version of a published one replaces it at once. The
 * same document again changes nothing. Answers the advisory's id.
 */
export async function importAdvisory(context: ProductsContext, text: string, source: 'api' | 'bucket'): Promise<string> {
  const unreadable = readingFault(text);
  if (unreadable) throw problem('advisory_invalid', { errors: [unreadable] });
  const faults = await context.state.csaf.check(text, context.origin.deadline);
  if (faults.length > 0) throw problem('advisory_invalid', { errors: faults });
  const reading = await read(context, text);
  const fileName = fileNameOf(reading.facts.tracking_id);
  return context.system.transaction((tx) => record(context, tx, { ...reading, text, fileName, source }));
}

/** What keeps the text from being read as JSON, or from being kept: the gateway has seen to both, the bucket has not. */
function readingFault(text: string): FieldFault | undefined {
  try {
    JSON.parse(text);
  } catch (error) {
    return { pointer: '', code: 'csaf_not_json', params: { message: error instanceof Error ? error.message : '' } };
  }
  // PostgreSQL's text cannot hold it.
  return /\\u0000|\0/.test(text) ? { pointer: '', code: 'csaf_not_storable' } : undefined;
}

interface Reading {
  readonly facts: ReturnType<typeof factsOf>;
  readonly contents: ReturnType<typeof contentsOf>;
  readonly products: ReturnType<typeof affectedProducts>;
  readonly unmatched: ReturnType<typeof mapProducts>['unmatched'];
}

async function read(context: ProductsContext, text: string): Promise<Reading> {
  const document = JSON.parse(text) as CsafDocument;
  const map = mapProducts(document.product_tree ?? {}, await listKnownProducts(context.system));
  if (map.products.size === 0) throw problem('advisory_invalid', { errors: [{ pointer: '/product_tree', code: 'csaf_no_known_product' }] });
  return {
    facts: factsOf(document),
    contents: contentsOf(document, map.products),
    products: affectedProducts(document.vulnerabilities ?? [], map.products),
    unmatched: map.unmatched,
  };
}

interface Received extends Reading {
  readonly text: string;
  readonly fileName: string;
  readonly source: 'api' | 'bucket';
}

async function record(context: ProductsContext, tx: Transaction, received: Received): Promise<string> {
  const { facts, fileName } = received;
  const sha256 = createHash('sha256').update(received.text).digest('hex');
  const known = await lockFile(tx, fileName);
  const outcome = receive(known, { ...facts, sha256 });
  if (outcome === 'unchanged') return known?.id ?? '';
  if ('refusal' in outcome) throw problem(outcome.refusal, { params: { file: fileName, known: known?.document_version ?? '' } });
  const id = known?.id ?? context.newId();
  const number = (known?.revision ?? 0) + 1;
  const now = context.now().toISOString();
  const row = { ...rowOf(received), status: outcome.to, withdrawal_reason: null, revision: number, updated_at: now };
  if (known) await updateAdvisory(tx, id, { ...row, version: known.version + 1 });
  else await insertAdvisory(tx, { ...row, id, file_name: fileName, created_at: now });
  const { document_version, document_status } = facts;
  const contents = JSON.stringify(received.contents);
  const reception = { advisory_id: id, number, document: received.text, contents, document_version, document_status, sha256 };
  await insertRevision(tx, { ...reception, source: received.source, received_at: now });
  await replaceProducts(tx, id, received.products);
  await publishAdvisoryState(context, tx, id, outcome.to === 'published' ? 'advisory_published' : 'advisory_imported');
  return id;
}

function rowOf({ facts, unmatched }: Received) {
  const search = [facts.title, facts.tracking_id, ...facts.cves].join('\n');
  return { ...facts, cves: [...facts.cves], unmatched: JSON.stringify(unmatched), search };
}
