import { describe, expect, test } from 'vitest';
import { compareDocumentVersions, decide, receive, type Arrival, type KnownAdvisory } from './lifecycle.ts';

const known: KnownAdvisory = {
  tracking_id: 'SA-1',
  publisher_namespace: 'https://vendor.example',
  status: 'published',
  document_version: '1.0.0',
  sha256: 'one',
};
const arrival: Arrival = {
  tracking_id: 'SA-1',
  publisher_namespace: 'https://vendor.example',
  document_status: 'final',
  document_version: '1.1.0',
  tlp: 'WHITE',
  sha256: 'two',
};

describe('a document that arrives', () => {
  test.each([
    ['is the first of its advisory', undefined, {}, { to: 'draft' }],
    ['is a later version of a published one', {}, {}, { to: 'published' }],
    ['is a later version of a draft', { status: 'draft' }, {}, { to: 'draft' }],
    ['is a later version of a withdrawn one', { status: 'withdrawn' }, {}, { to: 'draft' }],
    ['is the same', {}, { document_version: '1.0.0', sha256: 'one' }, 'unchanged'],
    ['is the published version with other contents', {}, { document_version: '1.0.0' }, { refusal: 'advisory_version_taken' }],
    ['is the version of a draft with other contents', { status: 'draft' }, { document_version: '1.0.0' }, { to: 'draft' }],
    ['is an earlier version', {}, { document_version: '0.9.0' }, { refusal: 'advisory_version_outdated' }],
    ['is a draft of a published one', {}, { document_status: 'draft' }, { refusal: 'advisory_document_draft' }],
    ['is restricted, of a published one', {}, { tlp: 'RED' }, { refusal: 'advisory_restricted' }],
    ['has the file name of another', {}, { tracking_id: 'SA.1' }, { refusal: 'advisory_conflict' }],
    ['is of another publisher', {}, { publisher_namespace: 'https://other.example' }, { refusal: 'advisory_conflict' }],
  ] as const)('%s', (_why, before, change, outcome) => {
    expect(receive(before && { ...known, ...before }, { ...arrival, ...change })).toEqual(outcome);
  });
});

test.each([
  ['publish', { status: 'draft' }, { to: 'published' }],
  ['publish', { status: 'withdrawn' }, { to: 'published' }],
  ['publish', { status: 'published' }, { refusal: 'advisory_already_published' }],
  ['publish', { document_status: 'draft' }, { refusal: 'advisory_document_draft' }],
  ['publish', { tlp: 'RED' }, { refusal: 'advisory_restricted' }],
  ['withdraw', { status: 'published' }, { to: 'withdrawn' }],
  ['withdraw', { status: 'draft' }, { refusal: 'advisory_not_published' }],
] as const)('to %s %j', (action, change, outcome) => {
  expect(decide(action, { status: 'draft', document_status: 'final', tlp: null, ...change })).toEqual(outcome);
});

test('versions of documents are in the order of semantic versions, or of numbers', () => {
  const order = ['1.0.0-1', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-beta', '1.0.0', '1.0.1', '1.10.0', '2', '10'];
  expect([...order].toReversed().toSorted(compareDocumentVersions)).toEqual(order);
  expect(compareDocumentVersions('1.0.0+5', '1.0.0')).toBe(0);
});
