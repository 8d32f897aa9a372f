import type { LogoType } from '@kabinet/contracts/organizations/vendor-resources';
import sanitize from 'sanitize-html';

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** A small file may unfold to a picture that fills a browser's memory. */
const MAX_SIDE = 2_048;

/** The bytes of a logo that may be shown to everybody; undefined where the file is no such picture. */
export function cleanLogo(type: LogoType, bytes: Buffer): Buffer | undefined {
  switch (type) {
    case 'image/png':
      return isPng(bytes) ? bytes : undefined;
    case 'image/svg+xml':
      return cleanSvg(bytes);
    default:
      return type satisfies never;
  }
}

/** ISO/IEC 15948: the signature, then the header chunk with the sides of the picture. */
function isPng(bytes: Buffer): boolean {
  if (bytes.length < 33 || !bytes.subarray(0, 8).equals(PNG_SIGNATURE) || bytes.toString('latin1', 12, 16) !== 'IHDR') return false;
  return [16, 20].every((at) => bytes.readUInt32BE(at) >= 1 && bytes.readUInt32BE(at) <= MAX_SIDE);
}

const SHAPES = ['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon'];
const GROUPS = ['g', 'defs', 'linearGradient', 'radialGradient', 'stop', 'clipPath'];
const GEOMETRY = [
  'id',
  'd',
  'points',
  'x',
  'y',
  'x1',
  'y1',
  'x2',
  'y2',
  'cx',
  'cy',
  'r',
  'rx',
  'ry',
  'fx',
  'fy',
  'width',
  'height',
  'transform',
  'offset',
  'gradientUnits',
  'gradientTransform',
  'spreadMethod',
  'clipPathUnits',
];
const PAINT = [
  'fill',
  'fill-rule',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-miterlimit',
  'stroke-dasharray',
  'stroke-opacity',
  'opacity',
  'clip-path',
  'clip-rule',
  'stop-color',
  'stop-opacity',
];
/** Paint may name what stands in the same picture, and nothing elsewhere. */
const OWN_REFERENCE = /^url\(#[\w-]+\)$/;

/**
 * Shapes, gradients and their colours: of everything else an SVG may hold (scripts, handlers, styles, links, pictures, text of HTML)
 * nothing is left. Undefined where no shape is.
 */
function cleanSvg(bytes: Buffer): Buffer | undefined {
  const text = bytes.toString('utf8');
  if (text.includes('\uFFFD')) return undefined;
  const cleaned = sanitize(text, {
    allowedTags: ['svg', ...SHAPES, ...GROUPS],
    allowedAttributes: { '*': [...GEOMETRY, ...PAINT], svg: ['xmlns', 'viewBox', 'width', 'height', 'preserveAspectRatio', ...PAINT] },
    transformTags: { '*': (tagName, attributes) => ({ tagName, attribs: harmless(tagName, attributes) }) },
    parser: { xmlMode: true, lowerCaseTags: false, lowerCaseAttributeNames: false },
    // A shape has no words; what stands between the tags is what was in others.
    textFilter: () => '',
  }).trim();
  const isPicture = /^<svg[\s>][^]*<\/svg>$/.test(cleaned) && SHAPES.some((shape) => cleaned.includes(`<${shape}`));
  return isPicture ? Buffer.from(cleaned) : undefined;
}

function harmless(tagName: string, attributes: sanitize.Attributes): sanitize.Attributes {
  const kept = Object.entries(attributes).filter(([, value]) => !/url\s*\(|\\/i.test(value) || OWN_REFERENCE.test(value));
  return { ...Object.fromEntries(kept), ...(tagName === 'svg' ? { xmlns: 'http://www.w3.org/2000/svg' } : {}) };
}
