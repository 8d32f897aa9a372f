import { createHash } from 'node:crypto';

/** A public document, as the provider's lists name it. */
export interface PublicDocument {
  readonly tracking_id: string;
  readonly title: string;
  readonly file_name: string;
  readonly sha256: string;
  readonly released_at: string;
  readonly revised_at: string;
  readonly published_at: string;
}

export interface Provider {
  /** The origin of the portal, without a slash at its end. */
  readonly url: string;
  readonly vendor: string;
  readonly contact: string | undefined;
  readonly policy: string | undefined;
}

const FOLDER = '/.well-known/csaf/white';

/** `2026/horns-sa-2026-004.json`: a folder per year of the first release (CSAF 2.0, 7.1.11). */
export function pathOf({ released_at, file_name }: Pick<PublicDocument, 'released_at' | 'file_name'>): string {
  return `${released_at.slice(0, 4)}/${file_name}`;
}

/** Metadata of the provider (CSAF 2.0, 7.1.7). */
export function providerMetadata({ url, vendor, contact }: Provider, lastUpdated: string): string {
  return json({
    canonical_url: `${url}/.well-known/csaf/provider-metadata.json`,
    distributions: [
      { directory_url: `${url}${FOLDER}/` },
      { rolie: { feeds: [{ summary: 'TLP:WHITE', tlp_label: 'WHITE', url: `${url}${FOLDER}/feed.json` }] } },
    ],
    last_updated: lastUpdated,
    list_on_CSAF_aggregators: true,
    metadata_version: '2.0',
    mirror_on_CSAF_aggregators: true,
    publisher: { category: 'vendor', name: vendor, namespace: url, ...(contact === undefined ? {} : { contact_details: contact }) },
    role: 'csaf_provider',
  });
}

/** Every file, a line each (7.1.12). */
export function indexOf(documents: readonly PublicDocument[]): string {
  return documents.map((document) => `${pathOf(document)}\n`).join('');
}

/** Every file with the time of its last change, newest first (7.1.13). */
export function changesOf(documents: readonly PublicDocument[]): string {
  return documents.map((document) => `"${pathOf(document)}","${document.revised_at}"\n`).join('');
}

/** A ROLIE feed (7.1.15; RFC 8322). */
export function rolieFeed({ url }: Provider, documents: readonly PublicDocument[], updated: string): string {
  const self = `${url}${FOLDER}/feed.json`;
  return json({
    feed: {
      id: 'csaf-feed-tlp-white',
      title: 'Security advisories (TLP:WHITE)',
      link: [{ rel: 'self', href: self }],
      category: [{ scheme: 'urn:ietf:params:rolie:category:information-type', term: 'csaf' }],
      updated,
      entry: documents.map((document) => entryOf(document, `${url}${FOLDER}/${pathOf(document)}`)),
    },
  });
}

function entryOf(document: PublicDocument, href: string) {
  return {
    id: document.tracking_id,
    title: document.title,
    link: [
      { rel: 'self', href },
      { rel: 'hash', href: `${href}.sha256` },
      { rel: 'hash', href: `${href}.sha512` },
    ],
    published: document.published_at,
    updated: document.revised_at,
    content: { type: 'application/json', src: href },
    format: { schema: 'https://docs.oasis-open.org/csaf/csaf/v2.0/csaf_json_schema.json', version: '2.0' },
  };
}

/** The document's file, or its hash as sha256sum and sha512sum write it (7.1.18). */
export function fileContents(document: string, fileName: string, asked: string): string {
  const [, algorithm] = /\.(sha256|sha512)$/.exec(asked) ?? [];
  return algorithm === undefined ? document : `${createHash(algorithm).update(document).digest('hex')}  ${fileName}\n`;
}

/** RFC 9116. `expires` is an instant: what is older is not to be believed. */
export function securityTxt({ url, contact, policy }: Provider, expires: string): string {
  return [
    `Contact: ${contact}`,
    `Expires: ${expires}`,
    'Preferred-Languages: ru, en',
    `Canonical: ${url}/.well-known/security.txt`,
    ...(policy === undefined ? [] : [`Policy: ${policy}`]),
    `CSAF: ${url}/.well-known/csaf/provider-metadata.json`,
    '',
  ].join('\n');
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
