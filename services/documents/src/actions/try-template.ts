import type { TemplateChange } from '@kabinet/contracts/documents/resources';
import type { ProductDefinition } from '@kabinet/contracts/products/resources';
import { problem, type FieldFault, type Locale, type ProblemError } from '@kabinet/problem';
import { vendorName } from '@kabinet/service';
import type { DocumentsContext } from '../context.ts';
import { RenderError, type Diagnostic } from '@kabinet/rendering/render-error';
import { sizeOf, type Customization, type ProductTemplate } from '../templating/product-template.ts';
import { sampleView, SAMPLED_AT, type SampleFill } from '../templating/sample-view.ts';

const MAX_BYTES = 1_048_576;
const MAX_FAULTS = 20;

/** What the change makes of the template. Throws `invalid_body` when it has only half of a source. */
export function customizationOf({ main, files, accent }: TemplateChange): Customization {
  if (main !== undefined && files === undefined) throw problem('invalid_body', { errors: [{ pointer: '/files', code: 'required' }] });
  if (files !== undefined && main === undefined) throw problem('invalid_body', { errors: [{ pointer: '/main', code: 'required' }] });
  return { main: main ?? null, files: files ?? null, accent: accent ?? null };
}

/** Makes a sample of the product's document; nothing is kept. Throws `invalid_body` with what is wrong with the template. */
export async function renderSample(
  context: DocumentsContext,
  product: ProductDefinition,
  { source, kind, accent }: ProductTemplate,
  { fill, locale }: { readonly fill: SampleFill; readonly locale: Locale },
): Promise<Uint8Array> {
  if (sizeOf(source) > MAX_BYTES) throw invalid({ pointer: '/files', code: 'template_too_large', params: { limit: MAX_BYTES } });
  const { publicUrl } = context.installation;
  const data = sampleView({ kind, product, accent, vendor: await vendorName(context), publicUrl }, fill, locale);
  try {
    return await context.state.trials.render({ template: source, data, locale, createdAt: SAMPLED_AT });
  } catch (error) {
    throw error instanceof RenderError ? refusalOf(error) : error;
  }
}

/** Tries the template on every kind of sample, one after the other: one that never ends costs one turn. */
export async function tryTemplate(context: DocumentsContext, product: ProductDefinition, template: ProductTemplate): Promise<void> {
  for (const fill of ['full', 'sparse'] as const) {
    for (const locale of ['ru', 'en'] as const) await renderSample(context, product, template, { fill, locale });
  }
}

function refusalOf(error: RenderError): ProblemError {
  switch (error.kind) {
    case 'template_error':
      return invalid(...error.diagnostics.slice(0, MAX_FAULTS).map(faultOf));
    case 'timeout':
      return invalid({ pointer: '/main', code: 'template_too_slow' });
    case 'memory':
      return invalid({ pointer: '/main', code: 'template_too_greedy' });
    case 'crashed':
      return invalid({ pointer: '/main', code: 'template_crashed' });
    case 'busy':
    case 'closed':
      return problem('unavailable', { headers: { 'retry-after': '5' }, cause: error });
  }
}

function invalid(...errors: FieldFault[]): ProblemError {
  return problem('invalid_body', { errors: errors.length > 0 ? errors : [{ pointer: '/main', code: 'template_crashed' }] });
}

function faultOf({ message, file, line }: Diagnostic): FieldFault {
  const pointer = file === null ? '/files' : `/files/${file.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  if (line === null) return { pointer, code: 'template_error', params: { message } };
  return { pointer, code: 'template_error_at_line', params: { line, message } };
}
