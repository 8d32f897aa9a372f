import { expect, test } from 'vitest';
import { cleanLogo } from './clean-logo.ts';

const HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">';

function svg(inner: string, head = HEAD): string | undefined {
  return cleanLogo('image/svg+xml', Buffer.from(`${head}${inner}</svg>`))?.toString();
}

function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(64);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(bytes);
  bytes.writeUInt32BE(13, 8);
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

test('shapes, gradients and their colours stay as they are', () => {
  const inner =
    '<defs><linearGradient id="a" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#123456"></stop></linearGradient></defs>' +
    '<g transform="rotate(4)"><path d="M10 8v16" fill="url(#a)" stroke="#fff" stroke-width="3.5"></path></g>';
  expect(svg(inner)).toBe(`${HEAD}${inner}</svg>`);
});

test('the preamble of a drawing program goes, and a missing namespace comes', () => {
  const text =
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x "y">]><!-- by hand --><svg viewBox="0 0 1 1"><rect width="1" height="1"/></svg>';
  expect(cleanLogo('image/svg+xml', Buffer.from(text))?.toString()).toBe(
    '<svg viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1"></rect></svg>',
  );
});

test.for([
  '<script>alert(1)</script>',
  '<SCRIPT xlink:href="https://evil.example/x.js"/>',
  '<path d="M0 0" onload="alert(1)"/>',
  '<a xlink:href="javascript:alert(1)"><path d="M1 1"/></a>',
  '<image href="https://evil.example/x.png"/>',
  '<use href="https://evil.example/x.svg#a"/>',
  '<style>@import "https://evil.example/x.css"</style>',
  '<path d="M0 0" style="background:url(https://evil.example)"/>',
  '<path d="M0 0" fill="url(https://evil.example/#a)"/>',
  '<path d="M0 0" fill="u\\72l(https://evil.example/#a)"/>',
  '<foreignObject><iframe src="https://evil.example"/></foreignObject>',
  '<animate attributeName="href" to="javascript:alert(1)"/>',
  '<set attributeName="onmouseover" to="alert(1)"/>',
  '<svg:script>alert(1)</svg:script>',
])('of %s nothing is left that acts or loads', (inner) => {
  const cleaned = svg(`<rect width="1" height="1"/>${inner}`);
  expect(cleaned).toContain('<rect');
  expect(cleaned?.replace(HEAD, '')).not.toMatch(/script|alert|evil|href|style|onload|url\(|foreign|iframe|animate|<set/i);
});

test.for(['', 'plain text', '<html><body>no</body></html>', `${HEAD}</svg>`, `${HEAD}<text>Рога</text></svg>`, '<rect/>'])(
  '%s is no logo',
  (text) => expect(cleanLogo('image/svg+xml', Buffer.from(text))).toBeUndefined(),
);

test('a PNG is taken as it is, when its header says so and its sides are modest', () => {
  expect(cleanLogo('image/png', png(512, 128))).toEqual(png(512, 128));
  for (const bytes of [png(0, 10), png(10, 4_096), png(8, 8).subarray(0, 20), Buffer.from('<svg>'), Buffer.alloc(64)]) {
    expect(cleanLogo('image/png', bytes)).toBeUndefined();
  }
});
