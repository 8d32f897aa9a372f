import { expect, test } from 'vitest';
import { withFiles } from './draft.ts';

function file(name: string, contents: string, lastModified = 1): File {
  return new File([contents], name, { lastModified });
}

test('files are told by their names, and what they are is guessed from these', () => {
  const files = withFiles(
    [],
    [file('horns-1.0-aarch64.iso', 'a'), file('guide.pdf', 'b'), file('horns.cdx.json', 'c'), file('notes', 'd')],
  );
  expect(files.map(({ name, kind, platform }) => [name, kind, platform])).toEqual([
    ['horns-1.0-aarch64.iso', 'image', 'aarch64'],
    ['guide.pdf', 'documentation', ''],
    ['horns.cdx.json', 'sbom', ''],
    ['notes', 'other', ''],
  ]);
});

test('the same file again is known, another one under its name is read anew', () => {
  const known = withFiles([], [file('a.iso', 'contents')]).map((each) => ({
    ...each,
    sha256: 'known',
    kind: 'other' as const,
    contents: undefined,
  }));
  const again = withFiles(known, [file('a.iso', 'contents')]);
  expect(again).toMatchObject([{ sha256: 'known', kind: 'other', contents: expect.any(File) }]);
  expect(withFiles(known, [file('a.iso', 'contents', 2)])).toMatchObject([{ sha256: null, kind: 'other' }]);
  expect(withFiles(known, [file('a.iso', 'longer contents')])).toMatchObject([{ sha256: null }]);
});
