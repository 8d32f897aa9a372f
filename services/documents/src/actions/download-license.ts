import type { Locale } from '@kabinet/problem';
import type { DocumentsContext } from '../context.ts';
import { fileReply } from '../domain/file-reply.ts';
import { standing } from '../domain/standing.ts';
import { viewLicense } from '../rendering/document-view.ts';
import { currentSigningKey } from './create-signing-key.ts';
import { documentFacts, renderDocument, supportLevel } from './render-document.ts';

/** The licence as PDF. Throws `license_not_found` when the caller may not know of it. */
export async function downloadLicense(context: DocumentsContext, id: string, locale: Locale) {
  const license = await context.peers.licenses.getLicense({ params: { id } });
  const [{ template, product, document }, key] = await Promise.all([
    documentFacts(context, 'license', license),
    currentSigningKey(context),
  ]);
  const { quantity, versions, parameters, valid_from, valid_until } = license;
  const certificates = standing(license.certificates).map((certificate) => ({
    number: certificate.number,
    level: supportLevel(product, certificate.level),
    valid_from: certificate.valid_from,
    valid_until: certificate.valid_until,
  }));
  const terms = {
    quantity,
    versions,
    parameters,
    parameter_schema: product.parameters,
    valid_from,
    valid_until,
    certificates,
    key_id: key.id,
  };
  const pdf = await renderDocument(context, template, viewLicense({ ...document, ...terms }, locale), license);
  return fileReply(pdf, `${license.number}.pdf`, locale);
}
