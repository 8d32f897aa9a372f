import { operation } from '@kabinet/contract';
import { closed, Instant, Uuid } from '@kabinet/contract/schemas';
import { ProductRef } from '../products/resources.ts';
import Type from 'typebox';
import { Bytes, DocumentKind, DocumentLocale, LicenseKey, Template, TemplateChange, Verification } from './resources.ts';

const params = closed({ id: Uuid });
const license = { of: 'license', param: 'id' } as const;
const certificate = { of: 'certificate', param: 'id' } as const;
const product = { of: 'product', param: 'id' } as const;
const read = 'licenses.read';

/** The language of a document; that of the request unless said otherwise. */
const localeQuery = closed({ locale: Type.Optional(DocumentLocale) });
const pdfVariant = { format: 'pdf', accept: 'application/pdf' } as const;
const pdf = { status: 200, body: Bytes, content_type: 'application/pdf' } as const;

const LICENSE_FILE_TYPE = 'application/vnd.kabinet.license-file';

const templateParams = closed({ id: ProductRef, kind: DocumentKind });
const readsTemplates = { kind: 'permission', permission: 'templates.read', known_by: 'products.read', resource: product } as const;
const managesTemplates = { kind: 'permission', permission: 'templates.manage', known_by: 'products.read', resource: product } as const;
/** Room for 1 MiB of files in base64. */
const template_body_limit = 1_572_864;

/** Any text: what cannot be a token is answered like one that nobody was given. */
const verification = closed({ token: Type.String() });

export const documentOperations = {
  getLicensePdf: operation({
    summary: 'Download a licence as PDF',
    method: 'GET',
    path: '/licenses/{id}',
    variant: pdfVariant,
    access: { kind: 'permission', permission: read, resource: license },
    params,
    query: localeQuery,
    ok: pdf,
    problems: ['license_not_found', 'document_not_rendered'],
  }),
  getLicenseFile: operation({
    summary: 'Download the signed license file of a licence',
    method: 'GET',
    path: '/licenses/{id}',
    variant: { format: 'lic', accept: LICENSE_FILE_TYPE },
    access: { kind: 'permission', permission: 'licenses.download', known_by: read, resource: license },
    params,
    ok: { status: 200, body: Bytes, content_type: LICENSE_FILE_TYPE },
    problems: ['license_not_found', 'license_revoked', 'license_suspended', 'license_empty'],
  }),
  getCertificatePdf: operation({
    summary: 'Download a certificate as PDF',
    method: 'GET',
    path: '/certificates/{id}',
    variant: pdfVariant,
    access: { kind: 'permission', permission: read, resource: certificate },
    params,
    query: localeQuery,
    ok: pdf,
    problems: ['certificate_not_found', 'document_not_rendered'],
  }),
  getLicenseKeys: operation({
    summary: 'Read the public keys of license files',
    method: 'GET',
    path: '/.well-known/license-keys.json',
    at: 'root',
    access: { kind: 'public' },
    ok: { status: 200, body: closed({ keys: Type.Array(LicenseKey) }) },
    problems: [],
    rate: 'public',
  }),
  addSigningKey: operation({
    summary: 'Publish a new key of license files; it signs from then on',
    method: 'POST',
    path: '/internal/license-keys',
    access: { kind: 'services' },
    body: closed({ signs_from: Type.Optional(Instant) }),
    ok: { status: 200, body: LicenseKey },
    problems: [],
  }),
  verifyDocument: operation({
    summary: 'Confirm a licence or certificate by the token that its document carries',
    method: 'GET',
    path: '/verify/{token}',
    at: 'root',
    access: { kind: 'public' },
    params: verification,
    ok: { status: 200, body: Verification },
    problems: ['verification_not_found'],
    rate: 'public',
  }),
  verifyDocumentPage: operation({
    summary: 'Confirm a licence or certificate on a page for people',
    method: 'GET',
    path: '/verify/{token}',
    at: 'root',
    variant: { format: 'html', accept: 'text/html' },
    access: { kind: 'public' },
    params: verification,
    query: localeQuery,
    ok: { status: 200, body: Type.String(), content_type: 'text/html; charset=utf-8' },
    problems: ['verification_not_found'],
    rate: 'public',
  }),
  listTemplates: operation({
    summary: "Read the templates of a product's documents",
    method: 'GET',
    path: '/products/{id}/templates',
    access: readsTemplates,
    params: closed({ id: ProductRef }),
    ok: { status: 200, body: closed({ items: Type.Array(Template) }) },
    problems: ['product_not_found'],
  }),
  replaceTemplate: operation({
    summary: "Replace the template of a product's documents, once it makes samples of them",
    method: 'PUT',
    path: '/products/{id}/templates/{kind}',
    access: managesTemplates,
    params: templateParams,
    body: TemplateChange,
    body_limit: template_body_limit,
    ok: { status: 200, body: Template },
    problems: ['product_not_found'],
    if_match: 'optional',
  }),
  resetTemplate: operation({
    summary: 'Go back to the built-in template',
    method: 'DELETE',
    path: '/products/{id}/templates/{kind}',
    access: managesTemplates,
    params: templateParams,
    ok: { status: 204 },
    problems: ['product_not_found'],
    if_match: 'optional',
  }),
  previewTemplate: operation({
    summary: "See a sample made by a template that is not kept, or by the product's own",
    method: 'POST',
    path: '/products/{id}/templates/{kind}/preview',
    access: readsTemplates,
    params: templateParams,
    query: localeQuery,
    body: TemplateChange,
    body_limit: template_body_limit,
    ok: pdf,
    problems: ['product_not_found'],
    idempotency: 'none',
  }),
} as const;
