import { RenderError } from './render-error.ts';

/** A template and all that it may read: nothing else exists for it. Paths are relative, with `/` between folders. */
export interface TemplateFiles {
  /** The path, among `files`, of the file that makes the document. */
  readonly main: string;
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/** Where a template finds its data: `json("/data.json")`. */
export const DATA_FILE = 'data.json';

const SEGMENT = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/;
const MOST_FILES = 200;
const MOST_BYTES = 20 * 1024 * 1024;

/**
 * Refuses a template whose names could mean a place outside of it, or that is too large.
 * @throws {RenderError} `template_error`.
 */
export function checkTemplate(template: TemplateFiles): void {
  const paths = Object.keys(template.files);
  const bad = paths.find((path) => path === DATA_FILE || !path.split('/').every((segment) => SEGMENT.test(segment)));
  if (bad !== undefined) throw refusal('A template may not have a file of this name', bad);
  if (!Object.hasOwn(template.files, template.main)) throw refusal('The main file is missing', template.main);
  if (paths.length > MOST_FILES) throw refusal(`A template has at most ${MOST_FILES} files`, null);
  const bytes = Object.values(template.files).reduce((sum, content) => sum + content.byteLength, 0);
  if (bytes > MOST_BYTES) throw refusal(`A template has at most ${MOST_BYTES} bytes`, null);
}

function refusal(message: string, file: string | null): RenderError {
  return new RenderError('template_error', file === null ? message : `${message}: ${file}`, [{ message, file, line: null }]);
}
