import fc from 'fast-check';
import { create } from 'qrcode';
import { afterAll, describe, expect, test } from 'vitest';
import { viewCertificate, viewLicense } from '../src/rendering/document-view.ts';
import { PRINTABLE } from '@kabinet/rendering/printable';
import { qrSvg } from '../src/rendering/qr.ts';
import { createRenderer, type RenderJob } from '@kabinet/rendering';
import { builtInTemplates } from '../src/rendering/templates.ts';
import { withinHours } from '../src/rendering/texts.ts';
import { certificate, crowdedCertificate, crowdedLicense, license } from './rendering-samples.ts';
import { fontsOf, metadataOf, pageCount } from '@kabinet/testing/pdf';

const renderer = createRenderer();
afterAll(() => renderer.close());

const createdAt = new Date('2026-11-20T09:00:00Z');
const templates = builtInTemplates();
const locales = ['ru', 'en'] as const;

function licenseJob(document = license, locale: 'ru' | 'en' = 'ru'): RenderJob {
  return { template: templates.license, data: viewLicense(document, locale), locale, createdAt };
}

function certificateJob(document = certificate, locale: 'ru' | 'en' = 'ru'): RenderJob {
  return { template: templates.certificate, data: viewCertificate(document, locale), locale, createdAt };
}

describe('the built-in documents', () => {
  test('are PDF/A-2b with a title in the reader’s language and the time of issue', async () => {
    const titles = { ru: 'Лицензия L-2026-000117', en: 'License L-2026-000117' };
    for (const locale of locales) {
      const pdf = await renderer.render(licenseJob(license, locale));
      const metadata = metadataOf(pdf);
      expect(metadata).toContain(titles[locale]);
      expect(metadata).toMatch(/<pdfaid:part>2<.*<pdfaid:conformance>B</s);
      expect(metadata).toContain('2026-11-20T09:00:00');
      expect(metadata).toContain(`<rdf:li>${locale}<`);
      expect(pageCount(pdf)).toBe(1);
      expect(fontsOf(pdf)).toEqual(['IBMPlexSans']);
    }
    const english = metadataOf(await renderer.render(certificateJob(certificate, 'en')));
    expect(english).toContain('Technical support certificate C-2026-000321');
  });

  test.each(locales)('take long names and long lists over several pages (%s)', async (locale) => {
    expect(pageCount(await renderer.render(licenseJob(crowdedLicense, locale)))).toBe(4);
    expect(pageCount(await renderer.render(certificateJob(crowdedCertificate, locale)))).toBe(4);
  });

  test('do without what is optional', async () => {
    const bare = { ...license, parameters: {}, certificates: [], key_id: null, organization: { ...license.organization, kpp: null } };
    expect(pageCount(await renderer.render(licenseJob(bare)))).toBe(1);
    expect(pageCount(await renderer.render(certificateJob({ ...certificate, licenses: [] })))).toBe(1);
  });

  test('differ by product in their accent', async () => {
    const blue = await renderer.render(licenseJob());
    const green = await renderer.render(licenseJob({ ...license, theme: { accent: '#0b7a5b' } }));
    expect(Buffer.compare(blue, green)).not.toBe(0);
  });

  test('survive any text in any name', async () => {
    const names = fc.string({ unit: 'binary', minLength: 1, maxLength: 250 });
    await fc.assert(
      fc.asyncProperty(names, names, async (name, value) => {
        const organization = { ...license.organization, name };
        const pdf = await renderer.render(licenseJob({ ...license, organization, number: value, parameters: { [name]: value } }));
        expect(fontsOf(pdf)).toEqual(['IBMPlexSans']);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the same input gives the same bytes', () => {
  test('again, after other documents, and from another process', async () => {
    const other = createRenderer();
    for (const job of [licenseJob(), certificateJob(), licenseJob(crowdedLicense, 'en'), certificateJob(crowdedCertificate)]) {
      const first = await renderer.render(job);
      await renderer.render(certificateJob({ ...certificate, number: 'C-1' }, 'en'));
      expect(Buffer.compare(await renderer.render(job), first)).toBe(0);
      expect(Buffer.compare(await other.render(job), first)).toBe(0);
    }
    await other.close();
  });

  test('and another time or another language gives others', async () => {
    const first = await renderer.render(licenseJob());
    const later = await renderer.render({ ...licenseJob(), createdAt: new Date('2026-11-20T09:00:01Z') });
    expect(Buffer.compare(later, first)).not.toBe(0);
    expect(Buffer.compare(await renderer.render(licenseJob(license, 'en')), first)).not.toBe(0);
  });
});

describe('the view', () => {
  test('speaks the language of its reader', () => {
    expect(viewLicense(license, 'ru')).toMatchObject({
      quantity: '1\u00a0250',
      term: { from: 'с 1 декабря 2026 г.', until: 'по 30 ноября 2027 г.', note: 'с 1 декабря 2026 г., включительно' },
      issued_on: '20 ноября 2026 г.',
      certificates: [{ level: 'Привилегированная' }],
    });
    expect(viewLicense({ ...license, valid_until: null, versions: null }, 'en')).toMatchObject({
      quantity: '1,250',
      versions: 'every',
      term: { until: 'perpetual', note: 'from 1 December 2026' },
    });
    expect(viewCertificate(certificate, 'en')).toMatchObject({ level: 'Privileged', first_response: 'within 4 hours' });
  });

  test('names parameters by their schema, in its order', () => {
    expect(viewLicense({ ...license, parameters: { ...license.parameters, extra_cores: [1, 2.5] } }, 'ru').parameters).toEqual([
      { title: 'Редакция', value: 'server' },
      { title: 'Архитектура', value: 'x86_64' },
      { title: 'Кластер', value: 'да' },
      { title: 'Extra cores', value: '1, 2,5' },
    ]);
    expect(viewLicense(license, 'en').parameters.map((parameter) => parameter.title)).toEqual(['Edition', 'Architecture', 'Clustered']);
  });

  test.each([
    [1, 'в течение 1 часа', 'within 1 hour'],
    [2, 'в течение 2 часов', 'within 2 hours'],
    [11, 'в течение 11 часов', 'within 11 hours'],
    [21, 'в течение 21 часа', 'within 21 hours'],
    [0.5, 'в течение 0,5 часа', 'within 0.5 hours'],
  ])('counts %d hours', (count, russian, english) => {
    expect(withinHours('ru', count)).toBe(russian);
    expect(withinHours('en', count)).toBe(english);
  });
});

test('all that is printable is in the font', async () => {
  const every = new RegExp(`[${PRINTABLE}]`, 'u');
  const characters = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code)).filter((character) => every.test(character));
  expect(characters.length).toBeGreaterThan(700);
  const organization = { ...license.organization, name: characters.join(' ') };
  expect(fontsOf(await renderer.render(licenseJob({ ...license, organization })))).toEqual(['IBMPlexSans']);
});

test('the QR code has exactly the dark modules of its text', () => {
  fc.assert(
    fc.property(fc.webUrl(), (url) => {
      const { size, data } = create(url, { errorCorrectionLevel: 'M' }).modules;
      const drawn = new Uint8Array(size * size);
      for (const [, x, y, width] of qrSvg(url).matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
        const start = Number(y) * size + Number(x);
        drawn.fill(1, start, start + Number(width));
      }
      expect([...drawn]).toEqual([...data]);
    }),
  );
});
