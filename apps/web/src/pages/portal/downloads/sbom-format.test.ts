import { expect, test } from 'vitest';
import { sbomFormat } from './sbom-format.ts';

test.each([
  ['horns-os-1.8.cdx.json', 'CycloneDX'],
  ['horns-os-1.8.cdx.xml', 'CycloneDX'],
  ['bom.json', 'CycloneDX'],
  ['horns-os-1.8.spdx', 'SPDX'],
  ['horns-os-1.8.spdx.json', 'SPDX'],
  ['horns-os-1.8.spdx.rdf.xml', 'SPDX'],
  ['sbom.json', undefined],
  ['albom.json', undefined],
])('%s is %s', (file, format) => expect(sbomFormat(file)).toBe(format));
