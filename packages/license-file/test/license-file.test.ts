import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { licenseTermOn, signLicenseFile, verifyLicenseFile, type LicensePayload } from '../src/license-file.ts';
import { keyFromSeed, samplePayload } from './sample.ts';

const current = keyFromSeed('license-2026', 1);
const next = keyFromSeed('license-2027', 2);
const keySet = { keys: [current.published, next.published] };
const file = signLicenseFile(samplePayload, current);
const bytes = Buffer.from(file);

/** Builds a file by the specification in README.md, apart from the code under test. */
function buildFile(parts: { payload: Uint8Array; domain?: string; kid?: string }): string {
  const signed = Buffer.concat([Buffer.from(parts.domain ?? 'kabinet-license-file/v1\n'), parts.payload]);
  const enc = Buffer.from(parts.payload).toString('base64');
  const sig = sign(null, signed, current.privateKey).toString('base64');
  return armour(`{"enc":"${enc}","sig":"${sig}","alg":"ed25519","kid":"${parts.kid ?? current.kid}"}`);
}

function armour(envelope: string): string {
  const lines = Buffer.from(envelope)
    .toString('base64')
    .replaceAll(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN KABINET LICENSE FILE-----\n${lines}\n-----END KABINET LICENSE FILE-----\n`;
}

function envelopeOf(text: string): string {
  return Buffer.from(text.split('\n').slice(1, -2).join(''), 'base64').toString();
}

describe('a genuine file', () => {
  test('gives back its payload and key id, as text and as bytes', () => {
    const expected = { ok: true, payload: samplePayload, kid: 'license-2026' };
    expect(verifyLicenseFile(file, keySet)).toEqual(expected);
    expect(verifyLicenseFile(new Uint8Array(bytes), keySet)).toEqual(expected);
  });

  test('is what the specification says, byte for byte', () => {
    expect(file).toBe(buildFile({ payload: Buffer.from(JSON.stringify(samplePayload)) }));
  });

  test('verifies with either key while keys are rotated', () => {
    const renewed = signLicenseFile(samplePayload, next);
    expect(verifyLicenseFile(renewed, keySet)).toMatchObject({ ok: true, kid: 'license-2027' });
    expect(verifyLicenseFile(file, keySet)).toMatchObject({ ok: true, kid: 'license-2026' });
    expect(verifyLicenseFile(file, { keys: [next.published] })).toEqual({ ok: false, reason: 'unknown_key' });
  });

  test('may carry any JSON in its parameters and any text in its names', () => {
    fc.assert(
      fc.property(payloads, (payload) => {
        const verified = verifyLicenseFile(signLicenseFile(payload, current), keySet);
        expect(verified).toEqual({ ok: true, payload: JSON.parse(JSON.stringify(payload)), kid: current.kid });
      }),
      { numRuns: 200 },
    );
  });

  test('the sample in the README is genuine', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const sample = /-----BEGIN KABINET LICENSE FILE-----\neyJ[^`]*-----END KABINET LICENSE FILE-----\n/.exec(readme)?.[0];
    const keys = /\{ "keys": .* \}\n/.exec(readme)?.[0];
    expect(sample).toBe(file);
    expect(verifyLicenseFile(sample ?? '', JSON.parse(keys ?? '{"keys":[]}'))).toMatchObject({ ok: true });
  });
});

describe('a changed file fails', () => {
  test('whichever bit of whichever byte is flipped', () => {
    const passed: string[] = [];
    for (let position = 0; position < bytes.length; position++) {
      for (let bit = 0; bit < 8; bit++) {
        const changed = Buffer.from(bytes);
        // Within bounds by the loop's condition.
        changed[position]! ^= 1 << bit;
        if (verifyLicenseFile(changed, keySet).ok) passed.push(`${position}.${bit}`);
      }
    }
    expect(passed).toEqual([]);
  });

  test('whichever byte is replaced by whitespace or another base64 character', () => {
    const passed = eachPosition((position) =>
      ['\n', ' ', '\r', 'A', '=', '/', '\0'].map((other) => (file[position] === other ? '' : splice(position, 1, other))),
    );
    expect(passed).toEqual([]);
  });

  test('whichever byte is removed, doubled, or swapped with its neighbour', () => {
    const passed = eachPosition((position) => {
      const here = file.charAt(position);
      const after = file.charAt(position + 1);
      return [splice(position, 1, ''), splice(position, 0, here), splice(position, 2, after + here)].filter((changed) => changed !== file);
    });
    expect(passed).toEqual([]);
  });

  test('whatever is inserted, wherever', () => {
    const passed = eachPosition((position) =>
      ['\n', ' ', '\r', '\t', 'A', '=', '\u{feff}', '\0'].map((extra) => splice(position, 0, extra)),
    );
    expect(passed).toEqual([]);
    for (const extra of ['\n', ' ', '\0', file]) expect(verifyLicenseFile(file + extra, keySet).ok).toBe(false);
  });

  test('wherever it is cut off', () => {
    expect(eachPosition((position) => [file.slice(0, position)])).toEqual([]);
  });

  test('when its lines are joined, split anew or ended with CR LF', () => {
    const body = file.split('\n').slice(1, -2).join('');
    const [head, tail] = ['-----BEGIN KABINET LICENSE FILE-----\n', '\n-----END KABINET LICENSE FILE-----\n'];
    for (const spelling of [body, body.replaceAll(/.{76}(?=.)/g, '$&\n'), body.replace(/=+$/, '')]) {
      expect(verifyLicenseFile(head + spelling + tail, keySet)).toEqual({ ok: false, reason: 'malformed' });
    }
    expect(verifyLicenseFile(file.replaceAll('\n', '\r\n'), keySet)).toEqual({ ok: false, reason: 'malformed' });
  });

  function eachPosition(variants: (position: number) => string[]): string[] {
    const positions = Array.from({ length: file.length }, (_, position) => position);
    return positions.flatMap(variants).filter((variant) => verifyLicenseFile(variant, keySet).ok);
  }

  function splice(position: number, removed: number, inserted: string): string {
    return file.slice(0, position) + inserted + file.slice(position + removed);
  }
});

describe('an envelope spelt otherwise fails', () => {
  const envelope = envelopeOf(file);
  const { enc, sig, alg, kid } = JSON.parse(envelope) as Record<string, string>;

  test.each([
    ['members in another order', JSON.stringify({ alg, enc, kid, sig })],
    ['a space between members', envelope.replace(',"sig"', ', "sig"')],
    ['an escaped character', envelope.replace('"ed25519"', '"\\u0065d25519"')],
    ['a further member', envelope.replace('}', ',"more":1}')],
    ['a doubled member', envelope.replace('}', `,"kid":"${kid}"}`)],
    ['another algorithm', envelope.replace('ed25519', 'ED25519')],
    ['padding left out', JSON.stringify({ enc, sig: sig?.replace(/=+$/, ''), alg, kid })],
    ['stray bits behind the signature', envelope.replace(/(.)==","alg"/, (_, last: string) => `${nextLetter(last)}==","alg"`)],
    ['base64url', envelope.replaceAll('+', '-').replaceAll('/', '_')],
    ['a key id that is no key id', envelope.replace(String(kid), 'a b')],
    ['no JSON', 'hello'],
  ])('%s', (_name, spelling) => {
    expect(spelling).not.toBe(envelope);
    expect(verifyLicenseFile(armour(spelling), keySet)).toEqual({ ok: false, reason: 'malformed' });
  });

  function nextLetter(letter: string): string {
    return String.fromCharCode(letter.charCodeAt(0) + 1);
  }
});

describe('a file that is not ours fails', () => {
  const payload = Buffer.from(JSON.stringify(samplePayload));

  test.each(['', 'kabinet-certificate-file/v1\n', 'kabinet-license-file/v2\n', 'kabinet-license-file/v1'])(
    'signed for another purpose (%j)',
    (domain) => {
      expect(verifyLicenseFile(buildFile({ payload, domain }), keySet)).toEqual({ ok: false, reason: 'bad_signature' });
    },
  );

  test('under the name of another key of the set', () => {
    expect(verifyLicenseFile(buildFile({ payload, kid: next.kid }), keySet)).toEqual({ ok: false, reason: 'bad_signature' });
  });

  test('with a key that is unknown or unusable', () => {
    const broken = { ...current.published, x: 'AAAA' };
    const unusual = { ...current.published, crv: 'Ed448' as 'Ed25519' };
    for (const keys of [[], [next.published], [broken], [unusual]]) {
      expect(verifyLicenseFile(file, { keys })).toEqual({ ok: false, reason: 'unknown_key' });
    }
  });

  test('of a version to come, or without the members of a payload', () => {
    const later = Buffer.from(JSON.stringify({ version: 2, license: 'something else' }));
    expect(verifyLicenseFile(buildFile({ payload: later }), keySet)).toEqual({ ok: false, reason: 'unsupported_version' });
    const { product: _, ...partial } = samplePayload;
    for (const wrong of ['null', '[]', '{}', '{', '"text"', JSON.stringify(partial), '\u{feff}{}']) {
      expect(verifyLicenseFile(buildFile({ payload: Buffer.from(wrong) }), keySet)).toEqual({ ok: false, reason: 'malformed' });
    }
  });

  test.each(['', '\n', 'A'.repeat(2_000_000), '-----BEGIN KABINET LICENSE FILE-----\n-----END KABINET LICENSE FILE-----\n'])(
    'nothing of the kind (case %#)',
    (text) => expect(verifyLicenseFile(text, keySet)).toEqual({ ok: false, reason: 'malformed' }),
  );
});

test('signing refuses what would not verify', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  expect(() => signLicenseFile(samplePayload, { kid: 'k', privateKey: rsa })).toThrow(TypeError);
  expect(() => signLicenseFile(samplePayload, { ...current, kid: 'two words' })).toThrow(TypeError);
  const endless = { ...samplePayload, license: { ...samplePayload.license, valid_until: '2027-02-30' } };
  expect(() => signLicenseFile(endless, current)).toThrow(TypeError);
  const fractional = { ...samplePayload, license: { ...samplePayload.license, quantity: 0.5 } };
  expect(() => signLicenseFile(fractional, current)).toThrow(TypeError);
});

describe('the term', () => {
  test.each([
    ['2026-11-30', 'scheduled'],
    ['2026-12-01', 'in_force'],
    ['2027-11-30', 'in_force'],
    ['2027-12-01', 'expired'],
  ])('on %s is %s', (date, term) => expect(licenseTermOn(samplePayload, date)).toBe(term));

  test('of a perpetual licence never ends', () => {
    const perpetual: LicensePayload = { ...samplePayload, license: { ...samplePayload.license, valid_until: null } };
    expect(licenseTermOn(perpetual, '9999-12-31')).toBe('in_force');
    expect(licenseTermOn(perpetual, '2026-11-30')).toBe('scheduled');
  });

  test.each(['2027-02-29', '2027-1-1', '', '2027-01-01T00:00:00Z'])('cannot be asked for %j', (date) => {
    expect(() => licenseTermOn(samplePayload, date)).toThrow(RangeError);
  });
});

const text = fc.string({ unit: 'binary', maxLength: 60 });
const dates = fc
  .date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const payloads: fc.Arbitrary<LicensePayload> = fc.record({
  version: fc.constant(1 as const),
  license: fc.record({
    id: fc.uuid(),
    number: text,
    quantity: fc.nat(),
    parameters: fc.dictionary(text, fc.jsonValue()),
    versions: fc.option(text),
    valid_from: dates,
    valid_until: fc.option(dates),
  }),
  product: fc.record({ id: fc.uuid(), slug: text, name: fc.record({ ru: text, en: text }) }),
  organization: fc.record({ id: fc.uuid(), name: text, inn: text, kpp: fc.option(text) }),
  certificates: fc.array(fc.record({ number: text, level: text, valid_from: dates, valid_until: dates }), { maxLength: 5 }),
  issued_at: fc.date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }).map((date) => date.toISOString()),
  verify_url: fc.webUrl(),
});
