import type { Template, TemplateChange, TemplateFiles } from '@kabinet/contracts/documents/resources';
import type { FieldError } from '@kabinet/problem';
import type { LineFault } from '../../../components/code-area.tsx';
import { fieldOf } from '../../../forms/pointer.ts';

/** A template as it is being written. */
export interface TemplateDraft {
  readonly main: string;
  readonly files: TemplateFiles;
  readonly accent: string;
}

export function draftOf({ main, files, accent }: Template): TemplateDraft {
  return { main, files, accent };
}

/** What the API is asked for. While the built-in sources are as they were they are not sent, and stay the built-in ones. */
export function changeOf({ main, files, accent }: TemplateDraft, template: Template): TemplateChange {
  const isBuiltIn = !template.custom && main === template.main && sameFiles(files, template.files);
  return isBuiltIn ? { accent } : { main, files, accent };
}

export function isChanged(draft: TemplateDraft, template: Template): boolean {
  return draft.accent !== template.accent || !sameFiles(draft.files, template.files);
}

function sameFiles(one: TemplateFiles, other: TemplateFiles): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The API's faults of one file, at their lines; those of no file of the draft stand with the main one. */
export function faultsOfFile(faults: readonly FieldError[], path: string, { main, files }: TemplateDraft): LineFault[] {
  return faults.filter(({ pointer }) => (fileOf(pointer, files) ?? main) === path).map(lineFault);
}

function fileOf(pointer: string, files: TemplateFiles): string | undefined {
  if (!pointer.startsWith('/files/')) return undefined;
  const path = fieldOf(pointer.slice('/files'.length));
  return Object.hasOwn(files, path) ? path : undefined;
}

/** The line is told in the words of the fault only: the first number in them, in either language. */
function lineFault({ code, detail }: FieldError): LineFault {
  const found = code === 'template_error_at_line' ? /^\D*(\d+): (.*)$/s.exec(detail) : null;
  return found ? { line: Number(found[1]), message: found[2] ?? '' } : { line: null, message: detail };
}
