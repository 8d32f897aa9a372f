import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { isDeadEnd, readDeliveryReport } from './delivery-report.ts';

/** As Exim 4.96 wrote it. */
const EXIM = await readFile(new URL('../../test/bounces/exim.eml', import.meta.url), 'utf8');

interface Facts {
  readonly action?: string;
  readonly status?: string;
  readonly diagnostic?: string;
  readonly original?: string;
}

/** As Postfix writes it, with lines that are folded and a returned message of either form. */
function postfix({ action = 'failed', status = '5.1.1', diagnostic, original = 'text/rfc822-headers' }: Facts): Buffer {
  const lines = `From: MAILER-DAEMON@mail.example.ru (Mail Delivery System)
To: bounces@portal.example.ru
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="4F1.1764234000/mail.example.ru"

This is a MIME-encapsulated message.

--4F1.1764234000/mail.example.ru
Content-Description: Notification
Content-Type: text/plain; charset=utf-8

Action: failed, says the text, which nobody believes.

--4F1.1764234000/mail.example.ru
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.ru
X-Postfix-Queue-ID: 4F0
Arrival-Date: Fri, 27 Nov 2026 11:59:59 +0300 (MSK)

Final-Recipient: rfc822; ivan@example.org
Original-Recipient: rfc822;ivan@example.org
Action: ${action}
Status: ${status}
Remote-MTA: dns; mx.example.org
${diagnostic === undefined ? '' : `Diagnostic-Code: smtp; ${diagnostic}\n`}
--4F1.1764234000/mail.example.ru
Content-Description: Undelivered Message
Content-Type: ${original}

Return-Path: <bounces@portal.example.ru>
Message-ID:
	<one@portal.example.ru>
Subject: Message-ID: <another@portal.example.ru>

Message-ID: <third@portal.example.ru>

--4F1.1764234000/mail.example.ru--
`;
  return Buffer.from(lines.replaceAll('\n', '\r\n'));
}

describe('a report of delivery', () => {
  test('of Exim names the mail by its envelope id and by its Message-ID', async () => {
    const report = await readDeliveryReport(Buffer.from(EXIM));
    expect(report).toEqual({ outcome: 'failed', code: '5.0.0', names: ['ENVELOPE_ID', '<MESSAGE_ID>'] });
  });

  test.each([
    ['its headers', {}, { outcome: 'failed', code: '5.1.1' }],
    ['itself', { original: 'message/rfc822' }, { outcome: 'failed', code: '5.1.1' }],
    ['what the next server said', { status: '5.0.0', diagnostic: '550 5.1.10\r\n    nobody' }, { outcome: 'failed', code: '5.1.10' }],
    ['a code of its own', { status: '5.2.1', diagnostic: '550 5.7.1 spam' }, { outcome: 'failed', code: '5.2.1' }],
    ['that it waits', { action: 'Delayed', status: '4.4.1' }, { outcome: 'delayed', code: '4.4.1' }],
    ['no code at all', { status: 'x' }, { outcome: 'failed', code: '5.0.0' }],
  ])('of Postfix with %s is read', async (_, facts, expected) => {
    expect(await readDeliveryReport(postfix(facts))).toEqual({ ...expected, names: ['<one@portal.example.ru>'] });
  });

  test.each([
    ['of success', postfix({ action: 'delivered', status: '2.0.0' })],
    ['of who is away', Buffer.from('From: a@example.org\r\nAuto-Submitted: auto-replied\r\nSubject: Away\r\n\r\nAction: failed\r\n')],
    ['of nothing', Buffer.from('')],
  ])('%s is none', async (_, message) => {
    expect(await readDeliveryReport(message)).toBeUndefined();
  });

  test('of any bytes is read or is none', async () => {
    const broken = fc.tuple(fc.nat(postfix({}).length), fc.uint8Array({ maxLength: 40 }));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array(), broken), async (input) => {
        const [at, bytes] = input instanceof Uint8Array ? [0, input] : input;
        await readDeliveryReport(Buffer.concat([postfix({}).subarray(0, at), bytes, postfix({}).subarray(at)]));
      }),
    );
  });
});

test.each([
  ['5.1.1', true],
  ['550 5.1.1', true],
  ['5.1.10', true],
  ['5.2.1', true],
  ['5.4.4', true],
  ['5.2.2', false],
  ['5.7.1', false],
  ['5.0.0', false],
  ['550', false],
  ['4.1.1', false],
  ['5.1.11', false],
])('%s says that there is nobody: %s', (code, expected) => {
  expect(isDeadEnd(code)).toBe(expected);
});
