import { expect, test } from 'vitest';
import { contentTypeOf, safeName } from './file-name.ts';

test.for([
  ['Снимок экрана.png', 'Снимок экрана.png'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\Ольга\\журнал.log', 'журнал.log'],
  ['a\r\nContent-Type: b', 'aContent-Type_ b'],
  ['invoice\u202Egpj.exe', 'invoicegpj.exe'],
  ['  ..bashrc', 'bashrc'],
  ['<img src=x onerror=alert(1)>.png', '_img src=x onerror=alert(1)_.png'],
  ['\u0000\u200B', 'file'],
  ['..', 'file'],
  ['', 'file'],
] as const)('%j is kept as %j', ([given, kept]) => {
  expect(safeName(given)).toBe(kept);
});

test('a long name keeps its extension', () => {
  const name = safeName(`${'ж'.repeat(500)}.tar`);
  expect(Array.from(name)).toHaveLength(200);
  expect(name.endsWith('.tar')).toBe(true);
});

test('what a file is follows from its name, and from nothing that an object inherits', () => {
  expect(['a.PNG', 'a.html', 'a.svg', 'a', 'a.constructor'].map(contentTypeOf)).toEqual([
    'image/png',
    ...Array.from({ length: 4 }, () => 'application/octet-stream'),
  ]);
});
