import { implement } from '@kabinet/contract/implement';
import { documentsContract } from '@kabinet/contracts/documents';
import { replaceTemplate, resetTemplate } from './actions/change-template.ts';
import { certificateWithin, licenseWithin, productKnown } from './actions/check-resource.ts';
import { confirmDocument, showVerification } from './actions/confirm-document.ts';
import { addSigningKey, listLicenseKeys } from './actions/create-signing-key.ts';
import { downloadCertificate } from './actions/download-certificate.ts';
import { downloadLicense } from './actions/download-license.ts';
import { downloadLicenseFile } from './actions/download-license-file.ts';
import { previewTemplate } from './actions/preview-template.ts';
import { readTemplates } from './actions/read-templates.ts';
import type { DocumentsContext } from './context.ts';

/** Products may keep the keys that they fetched for as long as a key is published before it signs. */
const KEYS_CACHE = { 'cache-control': 'public, max-age=300' };

export const implementation = implement<DocumentsContext>()(documentsContract, {
  resources: { license: licenseWithin, certificate: certificateWithin, product: productKnown },
  handlers: {
    getLicensePdf: (context, { params, query }) => downloadLicense(context, params.id, query.locale ?? context.origin.locale),
    getLicenseFile: (context, { params }) => downloadLicenseFile(context, params.id),
    getCertificatePdf: (context, { params, query }) => downloadCertificate(context, params.id, query.locale ?? context.origin.locale),
    getLicenseKeys: async (context) => ({ body: { keys: await listLicenseKeys(context) }, headers: KEYS_CACHE }),
    addSigningKey: async (context, { body }) => ({ body: await addSigningKey(context, body.signs_from) }),
    verifyDocument: async (context, { params }) => ({ body: await confirmDocument(context, params.token) }),
    verifyDocumentPage: (context, { params, query }) => showVerification(context, params.token, query.locale ?? context.origin.locale),
    listTemplates: async (context, { params }) => ({ body: { items: await readTemplates(context, params.id) } }),
    replaceTemplate: async (context, { params, body }) => {
      const template = await replaceTemplate(context, params.id, params.kind, body);
      return { body: template, version: template.version };
    },
    resetTemplate: async (context, { params }) => {
      await resetTemplate(context, params.id, params.kind);
      return { body: undefined };
    },
    previewTemplate: (context, { params, query, body }) =>
      previewTemplate(context, params.id, params.kind, body, query.locale ?? context.origin.locale),
  },
});
