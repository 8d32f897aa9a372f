import type { Locale } from '@kabinet/problem';
import type { DocumentsContext } from '../context.ts';
import { fileReply } from '../domain/file-reply.ts';
import { viewCertificate } from '../rendering/document-view.ts';
import { documentFacts, renderDocument, supportLevel } from './render-document.ts';

/** The certificate as PDF. Throws `certificate_not_found` when the caller may not know of it. */
export async function downloadCertificate(context: DocumentsContext, id: string, locale: Locale) {
  const certificate = await context.peers.licenses.getCertificate({ params: { id } });
  const { template, product, document } = await documentFacts(context, 'certificate', certificate);
  const { valid_from, valid_until, licenses } = certificate;
  const level = supportLevel(product, certificate.level);
  const view = viewCertificate({ ...document, valid_from, valid_until, licenses, level }, locale);
  const promised = level.first_response_hours > 0 ? view : { ...view, first_response: '–' };
  const pdf = await renderDocument(context, template, promised, certificate);
  return fileReply(pdf, `${certificate.number}.pdf`, locale);
}
