import PostalMime from 'postal-mime';

/** What became of a mail that a server on the way reports about (RFC 3464). */
export interface DeliveryReport {
  readonly outcome: 'failed' | 'delayed';
  /** Such as `5.1.1` (RFC 3463): the server's own code where it is more exact than the report's. */
  readonly code: string;
  /** Names of the mail, the likeliest first: what the portal gave it as its envelope id (RFC 3461), and its Message-ID. */
  readonly names: readonly string[];
}

/** Reads a message that came to the address for bounces; undefined for one that reports no failure and no delay. */
export async function readDeliveryReport(message: Uint8Array): Promise<DeliveryReport | undefined> {
  const { attachments } = await PostalMime.parse(message, { forceRfc822Attachments: true });
  const partOf = (types: readonly string[]): string | undefined => {
    const content = attachments.find(({ mimeType }) => types.includes(mimeType))?.content;
    return content instanceof ArrayBuffer ? Buffer.from(content).toString() : undefined;
  };
  const report = partOf(['message/delivery-status', 'message/global-delivery-status']);
  if (report === undefined) return undefined;
  // A group of fields for the message, then one for each recipient: the portal's mails have one.
  const [ofMessage = new Map<string, string>(), ...ofRecipients] = report.split(/\r?\n(?:[ \t]*\r?\n)+/).map(fieldsOf);
  const recipient = ofRecipients.find((fields) => outcomeIn(fields) !== undefined);
  const outcome = recipient && outcomeIn(recipient);
  if (!recipient || !outcome) return undefined;
  const original = fieldsOf(partOf(['text/rfc822-headers', 'message/rfc822', 'message/global-headers', 'message/global']) ?? '');
  const names = [ofMessage.get('original-envelope-id'), /<[^<>\s]+>/.exec(original.get('message-id') ?? '')?.[0]];
  return { outcome, code: codeIn(recipient), names: names.filter((name) => name !== undefined) };
}

function outcomeIn(fields: ReadonlyMap<string, string>): DeliveryReport['outcome'] | undefined {
  const action = fields.get('action')?.toLowerCase();
  return action === 'failed' || action === 'delayed' ? action : undefined;
}

/** Servers that know but the basic code report `5.0.0`, and quote what the next one said. */
function codeIn(fields: ReadonlyMap<string, string>): string {
  const status = /^[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? '5.0.0';
  const quoted = /\b[45]\d\d[ -]([45]\.\d{1,3}\.\d{1,3})\b/.exec(fields.get('diagnostic-code') ?? '')?.[1];
  return status.endsWith('.0.0') ? (quoted ?? status) : status;
}

/** Up to the first empty line; a field that goes on in the next one is one (RFC 5322, 2.2.3). The first of a name counts. */
function fieldsOf(text: string): Map<string, string> {
  const [head = ''] = text.trimStart().split(/\r?\n\r?\n/, 1);
  const fields = new Map<string, string>();
  for (const line of head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, name, value] = /^([!-9;-~]+):[ \t]*(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value.trim());
  }
  return fields;
}

/** Whether a code (RFC 3463) says that there is nobody at the address, now and later: it does not exist, or its domain takes no mail. */
export function isDeadEnd(code: string): boolean {
  return /\b5\.(?:1\.(?:1|2|3|6|10)|2\.1|4\.4)$/.test(code);
}
