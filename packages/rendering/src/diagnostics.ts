import { relative } from 'node:path';
import { WORKSPACE } from './compiler-protocol.ts';
import type { Diagnostic } from './render-error.ts';

/** What the compiler's `fetchDiagnostics` is seen to give; its own types say `any`. Lines are counted from 0. */
interface RawDiagnostic {
  readonly message: string;
  readonly path: string;
  readonly range: { readonly start: { readonly line: number } } | null;
  readonly severity: number;
}

const ERROR = 1;

/** The errors among what the compiler complained of, with paths and lines as the template's author knows them. */
export function readDiagnostics(complaints: readonly RawDiagnostic[]): Diagnostic[] {
  const errors = complaints.filter((complaint) => complaint.severity === ERROR);
  return errors.map(({ message, path, range }) => ({
    message: message.replaceAll(WORKSPACE, ''),
    file: path === '' ? null : relative(WORKSPACE, path),
    line: range === null ? null : range.start.line + 1,
  }));
}

/** PDF export throws its complaints as one text in Rust's debug notation, without places. */
export function readExportFailure(failure: unknown): Diagnostic[] {
  const text = failure instanceof Error ? failure.message : String(failure);
  const messages = [...text.matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].map(([, message = '']) => message.replaceAll(/\\+"/g, '"'));
  return (messages.length > 0 ? messages : [text]).map((message) => ({ message, file: null, line: null }));
}
