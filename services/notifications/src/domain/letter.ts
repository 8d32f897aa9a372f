/** A mail as a person reads it, before it is laid out: each text is plain, in the reader's language, on one line. */
export interface Letter {
  readonly locale: 'ru' | 'en';
  readonly subject: string;
  /** What a mailbox shows beside the subject. */
  readonly preview: string;
  readonly heading: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  /** What the mail is about, as short facts: what and which. */
  readonly facts: readonly (readonly [what: string, which: string])[];
  /** Several things in one letter, each with its own link. */
  readonly sections?: readonly LetterSection[];
  /** Empty where the sections have their own. */
  readonly button: string;
  readonly link: string;
  /** Stands before the link for those whose reader shows no button. */
  readonly linkHint: string;
  /** Until when the link works; empty where it always does. */
  readonly deadline: string;
  /** What to do about a mail that nobody asked for. */
  readonly caution: string;
  /** Where the reader chooses what is mailed to them; missing where mails are answers to what they did. */
  readonly choice?: { readonly label: string; readonly link: string };
  readonly sender: string;
  readonly senderUrl: string;
}

export interface LetterSection {
  readonly title: string;
  readonly lines: readonly string[];
  /** Null where there is nothing more to see. */
  readonly link: string | null;
}

/** The letter for readers that show plain text. */
export function layOutText(letter: Letter): string {
  const facts = letter.facts.map(([what, which]) => `${what}: ${which}`).join('\n');
  const sections = (letter.sections ?? []).map(({ title, lines, link }) => [title, ...lines, ...(link === null ? [] : [link])].join('\n'));
  const button = letter.button === '' ? '' : `${letter.button}:\n${letter.link}`;
  const body = [letter.greeting, ...letter.paragraphs, facts, ...sections, button, letter.deadline, letter.caution];
  const choice = letter.choice ? `${letter.choice.label}: ${letter.choice.link}\n` : '';
  return `${body.filter((part) => part !== '').join('\n\n')}\n\n-- \n${letter.sender}\n${letter.senderUrl}\n${choice}`;
}

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

/** Mail readers that know media queries turn the letter dark with the rest of their screen. */
const STYLE = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
a{color:#1f5fbf}
@media (max-width:480px){.card{padding:24px 20px!important}.outer{padding:12px 10px!important}}
@media (prefers-color-scheme:dark){
body,.outer{background:#15181d!important}.card{background:#1f242b!important;border-color:#343b45!important}
.ink{color:#e8eaed!important}.soft{color:#a5adb8!important}.line{border-color:#343b45!important}a.plain{color:#8ab4f8!important}
}`;

/**
 * The letter as HTML that mail readers understand: tables, styles on the elements themselves, no pictures, nothing loaded
 * from outside.
 */
export function layOutHtml(letter: Letter): string {
  const { locale, subject, preview, sender, senderUrl, choice } = letter;
  return `<!doctype html>
<html lang="${locale}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<title>${escapeHtml(subject)}</title>
<style>${STYLE}</style>
</head>
<body style="margin:0;padding:0;background:#f2f4f7">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(preview)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
<td class="outer" align="center" style="padding:32px 12px;background:#f2f4f7">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px"><tr>
<td class="card" style="padding:36px 40px;background:#ffffff;border:1px solid #e1e5ea;border-radius:12px;text-align:left">
${cardOf(letter)}
</td></tr><tr><td class="soft" style="padding:20px 20px 28px;text-align:center;${FONT};font-size:13px;line-height:20px;color:#667080">
${escapeHtml(sender)}<br><a class="plain" href="${escapeHtml(senderUrl)}" style="color:#667080">${escapeHtml(withoutScheme(senderUrl))}</a>${choice ? `<br>${anchor(choice.link, choice.label)}` : ''}
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

function cardOf({ heading, greeting, paragraphs, facts, sections = [], button, link, linkHint, deadline, caution }: Letter): string {
  return [
    `<h1 class="ink" style="margin:0 0 20px;${FONT};font-size:22px;line-height:30px;font-weight:600;color:#1b2430">${escapeHtml(heading)}</h1>`,
    ...[greeting, ...paragraphs].map((text) => paragraph(text, 'ink', 'font-size:16px;line-height:25px;color:#1b2430;margin:0 0 14px')),
    ...(facts.length > 0 ? [factTable(facts)] : []),
    ...sections.map(sectionOf),
    ...(button === '' ? [] : [buttonOf(button, link)]),
    ...(deadline === '' ? [] : [paragraph(deadline, 'ink', 'font-size:15px;line-height:23px;color:#1b2430;margin:0 0 6px')]),
    ...(caution === '' ? [] : [paragraph(caution, 'soft', 'font-size:14px;line-height:21px;color:#667080;margin:0 0 20px')]),
    ...(button === '' ? [] : [LINE, ...linkBelow(linkHint, link)]),
  ].join('\n');
}

const LINE = `<div class="line" style="border-top:1px solid #e1e5ea;height:0;margin:0 0 16px"></div>`;

function linkBelow(hint: string, link: string): string[] {
  return [
    paragraph(hint, 'soft', 'font-size:13px;line-height:20px;color:#667080;margin:0 0 4px'),
    `<p style="margin:0;${FONT};font-size:13px;line-height:20px;word-break:break-all">${anchor(link, link)}</p>`,
  ];
}

function sectionOf({ title, lines, link }: LetterSection): string {
  const heading = link === null ? escapeHtml(title) : anchor(link, title);
  return (
    `<div class="line" style="border-top:1px solid #e1e5ea;padding:14px 0 12px">` +
    `<p class="ink" style="margin:0 0 4px;${FONT};font-size:16px;line-height:24px;font-weight:600;color:#1b2430">${heading}</p>` +
    `${lines.map((line) => paragraph(line, 'soft', 'font-size:14px;line-height:21px;color:#667080;margin:0')).join('')}</div>`
  );
}

function paragraph(text: string, name: string, style: string): string {
  return `<p class="${name}" style="${FONT};${style}">${escapeHtml(text)}</p>`;
}

function factTable(facts: Letter['facts']): string {
  const rows = facts.map(
    ([what, which]) =>
      `<tr><td class="soft" valign="top" style="padding:3px 16px 3px 0;${FONT};font-size:14px;line-height:21px;color:#667080">${escapeHtml(what)}</td>` +
      `<td class="ink" valign="top" style="padding:3px 0;${FONT};font-size:14px;line-height:21px;font-weight:600;color:#1b2430">${escapeHtml(which)}</td></tr>`,
  );
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 8px">${rows.join('')}</table>`;
}

/** The padding stands on the cell too: Outlook ignores it on links. */
function buttonOf(label: string, link: string): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:20px 0 18px"><tr>
<td bgcolor="#1f5fbf" style="border-radius:8px;background:#1f5fbf"><a href="${escapeHtml(link)}" style="display:inline-block;padding:13px 26px;${FONT};font-size:16px;line-height:22px;font-weight:600;color:#ffffff;text-decoration:none;border-radius:8px">${escapeHtml(label)}</a></td>
</tr></table>`;
}

function anchor(link: string, label: string): string {
  return `<a class="plain" href="${escapeHtml(link)}" style="color:#1f5fbf">${escapeHtml(label)}</a>`;
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//, '');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
