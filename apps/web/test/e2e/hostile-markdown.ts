/** Ways to have a browser run something, were Markdown or a file's name taken for more than words. Each would call `ran`. */

const HANDLERS = ['onerror', 'onload', 'onclick', 'onmouseover', 'onfocus', 'onanimationstart', 'ontoggle', 'onpointerenter', 'onbegin'];
const ELEMENTS = [
  (handler: string) => `<img src=x ${handler}=ran()>`,
  (handler: string) => `<svg ${handler}=ran()>`,
  (handler: string) => `<svg><animate ${handler}="ran()" attributeName=x dur=1s>`,
  (handler: string) => `<body ${handler}="ran()">`,
  (handler: string) => `<video><source ${handler}=ran()></video>`,
  (handler: string) => `<audio src=x ${handler}=ran()>`,
  (handler: string) => `<input autofocus ${handler}=ran()>`,
  (handler: string) => `<details open ${handler}=ran()>x</details>`,
  (handler: string) => `<iframe src="about:blank" ${handler}=ran()></iframe>`,
  (handler: string) => `<math><mtext ${handler}=ran()>x</mtext></math>`,
  (handler: string) => `<a href=# ${handler}=ran()>x</a>`,
  (handler: string) => `<marquee ${handler}=ran()>x</marquee>`,
  (handler: string) => `<IMG SRC=x ${handler.toUpperCase()}=ran()>`,
  (handler: string) => `<img/src=x/${handler}=ran()/>`,
  (handler: string) => `**<b ${handler}="ran()">x</b>**`,
  (handler: string) => `| a |\n| - |\n| <img src=x ${handler}=ran()> |`,
];

const ADDRESSES = [
  'javascript:ran()',
  'JaVaScRiPt:ran()',
  'java\tscript:ran()',
  'java\nscript:ran()',
  ' javascript:ran()',
  '\u0001javascript:ran()',
  'javascript&colon;ran()',
  '&#106;avascript:ran()',
  '&#x6A;avascript:ran()',
  'javascript&#58;ran()',
  'javascript:/*--></title></style></textarea></script>*/ran()',
  'javascript://example.org/%0aran()',
  'vbscript:ran()',
  'data:text/html,<script>ran()</script>',
  'data:text/html;base64,PHNjcmlwdD5yYW4oKTwvc2NyaXB0Pg==',
  'data:image/svg+xml,<svg onload=ran()>',
  'view-source:javascript:ran()',
  'blob:ran()',
  'file:///etc/passwd',
];
const PLACES = [
  (address: string) => `[x](${address})`,
  (address: string) => `[x](<${address}>)`,
  (address: string) => `![x](${address})`,
  (address: string) => `<${address}>`,
  (address: string) => `[x]: ${address}\n\n[x]`,
  (address: string) => `<a href="${address}">x</a>`,
  (address: string) => `<iframe src="${address}"></iframe>`,
  (address: string) => `[![x](${address})](${address})`,
];

const OTHERS = [
  '<script>ran()</script>',
  '<script src=//example.org/x.js></script>',
  '<scr<script>ipt>ran()</scr</script>ipt>',
  '<style>@import "javascript:ran()"</style>',
  '<link rel=stylesheet href=javascript:ran()>',
  '<meta http-equiv=refresh content="0;url=javascript:ran()">',
  '<base href=javascript:ran()//>',
  '<object data=javascript:ran()></object>',
  '<embed src=javascript:ran()>',
  '<form action=javascript:ran()><button>x</button></form>',
  '<noscript><p title="</noscript><img src=x onerror=ran()>">',
  '<!--><img src=x onerror=ran()>-->',
  '<![CDATA[><img src=x onerror=ran()>]]>',
  '```\n</code><img src=x onerror=ran()>\n```',
  '`</code><img src=x onerror=ran()>`',
  '```html" onmouseover="ran()\nx\n```',
  '[x](https://example.org "title\\" onmouseover=\\"ran()")',
  '{{constructor.constructor("ran()")()}}',
  '${ran()}',
  '<template><img src=x onerror=ran()></template>',
];

export const hostileMarkdown: readonly string[] = [
  ...ELEMENTS.flatMap((element) => HANDLERS.map(element)),
  ...ADDRESSES.flatMap((address) => PLACES.map((place) => place(address))),
  ...OTHERS,
];

export const hostileNames: readonly string[] = [
  '<img src=x onerror=ran()>.png',
  '"><svg onload=ran()>.svg',
  "';ran();'.js",
  'x.html',
  '&lt;script&gt;ran()&lt;script&gt;.txt',
];
