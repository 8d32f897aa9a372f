import { expect, test } from 'vitest';
import { inertHtml } from './inert-html.ts';

test('styles go beside the markup, addresses lead nowhere, words stay', () => {
  const html = '<style>a{color:red}</style><p class="x" style="margin:0">style="kept" <a class="b" href="https://x" style="a:b">go</a></p>';
  expect(inertHtml(html)).toEqual({
    html: '<p class="x" data-style="margin:0">style="kept" <a class="b" data-href="https://x" data-style="a:b">go</a></p>',
    css: 'a{color:red}',
  });
});

test('every style sheet is taken out', () => {
  expect(inertHtml('<style>a{}</style><b></b><style>\nb{}</style>')).toEqual({ html: '<b></b>', css: 'a{}\n\nb{}' });
});
