import { advisoryDocument } from '../advisory-document.ts';
import type { Organization } from '../kinds.ts';
import { purchaseMessage } from '../license-things.ts';
import { newProduct, nextNumber } from '../new-things.ts';
import { reason, NO_KEY, aLink, type Recipe } from '../recipe.ts';
import { newFile, newReleaseKey } from '../release-things.ts';

const later = { valid_until: '2031-12-31' };
const aTemplate = { params: { kind: 'license' }, body: () => ({ accent: '#204080' }) };
const aTransfer = { body: ({ id }: Organization) => ({ to_cabinet_id: id, quantity: 1 }) };
const aLicenseList = {
  body: ({ id }: Organization) => ({ csv: `cabinet_id;product;quantity;valid_from\n${id};no-such-product;1;2026-01-01` }),
};
const manyTransfers = {
  body: ({ id, things }: Organization) => ({ to_cabinet_id: id, licenses: [{ license_id: things.license[0], quantity: 1 }] }),
};

/** Products, their releases and what is sold of them. */
export const softwareRecipes: Readonly<Record<string, Recipe>> = {
  'products.createProduct': { body: () => newProduct(`product-${nextNumber()}`) },
  'products.changeProduct': { body: () => ({ update_policy: 'while_supported' }) },
  'products.importAdvisory': { body: () => advisoryDocument(`sent-${nextNumber()}`) },
  'products.takeInAdvisory': { body: () => ({ document: JSON.stringify(advisoryDocument(`found-${nextNumber()}`)) }) },
  'products.withdrawAdvisory': reason,
  'products.getAdvisoryRevision': { params: { number: '1' } },
  // The first advisory of the world.
  'products.getCsafFile': { params: { year: '2026', file: 'access-public.json' } },
  'products.getProductDefinition': { ids: { 'params.id': 'product' } },
  'products.listReleases': { shared: ['query.product_id'] },
  'products.scheduleRelease': { body: () => ({ released_at: '2031-01-01T09:00:00Z' }) },
  'products.recallRelease': reason,
  'artifacts.listDownloads': { ids: { 'query.artifact_id': 'artifact' }, shared: ['query.artifact_id'] },
  'artifacts.addReleaseKey': { body: () => ({ name: 'Ключ выпусков', public_key: newReleaseKey() }) },
  'artifacts.getReleaseKeyFile': { params: { id: NO_KEY } },
  'artifacts.retireReleaseKey': { params: { id: NO_KEY } },
  'artifacts.getUpload': { ids: { 'params.id': 'upload' } },
  'artifacts.checkUpload': { ids: { 'params.id': 'upload' } },
  'artifacts.receiveBucketEvents': { body: () => ({ Records: [] }) },
  'artifacts.createFileTransfer': { body: ({ things }) => newFile(Buffer.from('a file'), things.product[0] ?? '') },
  'artifacts.getFileTransfer': { ids: { 'params.id': 'file_transfer' } },
  'artifacts.putFilePart': { params: { number: '1' }, ids: { 'params.id': 'file_transfer' } },
  'artifacts.deleteFileTransfer': { ids: { 'params.id': 'file_transfer' } },
  'artifacts.downloadArtifact': { ids: { 'params.id': 'artifact' }, shared: ['params.id'] },
  'artifacts.createBundle': {
    body: ({ things }) => ({ artifact_ids: [things.artifact[0]] }),
    ids: { 'body.artifact_ids': 'artifact' },
    shared: ['body.artifact_ids'],
  },
  'artifacts.getBundle': { ids: { 'params.id': 'bundle' } },
  'artifacts.downloadBundle': { ids: { 'params.id': 'bundle' } },
  'licenses.findHoldings': {
    body: ({ id }) => ({ cabinet_id: id }),
    ids: { 'body.product_ids': 'product' },
    asks: true,
  },
  'licenses.issueLicense': {
    body: ({ id, things }) => ({
      cabinet_id: id,
      product_id: things.product[0],
      quantity: 1,
      parameters: {},
      valid_from: '2026-01-01',
      valid_until: null,
    }),
  },
  'licenses.importLicenses': aLicenseList,
  'licenses.previewLicenseImport': { ...aLicenseList, asks: true },
  'licenses.changeLicense': { body: () => later },
  'licenses.suspendLicense': reason,
  'licenses.revokeLicense': reason,
  'licenses.issueCertificate': {
    body: ({ things }) => ({ license_ids: [things.license[0]], level: 'standard', valid_from: '2026-01-01', ...later }),
  },
  'licenses.changeCertificate': { body: () => later },
  'licenses.suspendCertificate': reason,
  'licenses.revokeCertificate': reason,
  'licenses.receivePurchase': { body: (organization) => purchaseMessage(organization, 'no-such-product') },
  'licenses.replayPurchase': { body: () => ({}) },
  'licenses.reversePurchase': reason,
  'licenses.transferLicense': aTransfer,
  'licenses.previewLicenseTransfer': aTransfer,
  'licenses.transferCertificate': aTransfer,
  'licenses.previewCertificateTransfer': aTransfer,
  'licenses.transferLicenses': manyTransfers,
  'licenses.previewTransfers': manyTransfers,
  'licenses.withdrawTransfer': { ids: { 'params.id': 'outgoing_transfer' } },
  'licenses.changeTransferSettings': { body: () => ({ acceptance: false }) },
  'documents.addSigningKey': { body: () => ({}) },
  'documents.verifyDocument': { params: { token: aLink } },
  'documents.verifyDocumentPage': { params: { token: aLink } },
  'documents.replaceTemplate': aTemplate,
  'documents.resetTemplate': { params: { kind: 'license' } },
  'documents.previewTemplate': { params: { kind: 'license' }, body: () => ({}) },
};
