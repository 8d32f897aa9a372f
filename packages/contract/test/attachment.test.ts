import { expect, test } from 'vitest';
import { attachment } from '../src/attachment.ts';

test.each([
  ['L-2026-000117.pdf', 'attachment; filename="L-2026-000117.pdf"'],
  ['Лицензия.pdf', `attachment; filename="________.pdf"; filename*=UTF-8''%D0%9B%D0%B8%D1%86%D0%B5%D0%BD%D0%B7%D0%B8%D1%8F.pdf`],
  [`a"b\\c%'(*).pdf`, `attachment; filename="a_b_c_'(*).pdf"; filename*=UTF-8''a%22b%5Cc%25%27%28%2A%29.pdf`],
  ['a\r\nset-cookie: b.pdf', `attachment; filename="a__set-cookie: b.pdf"; filename*=UTF-8''a%0D%0Aset-cookie%3A%20b.pdf`],
  ['\ud800.pdf', `attachment; filename="_.pdf"; filename*=UTF-8''%EF%BF%BD.pdf`],
])('a file called %j', (name, header) => {
  expect(attachment(name)).toBe(header);
});
