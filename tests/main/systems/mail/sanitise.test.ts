import { describe, expect, it } from 'vitest';
import { boundHtml } from '../../../../main/systems/mail/html/bound.ts';
import { sanitiseHtml } from '../../../../main/systems/mail/html/sanitise.ts';

const PICTURE = 'data:image/png;base64,AAAA';
const clean = (html: string) => sanitiseHtml(boundHtml(html).html, (id) => (id === 'a@b' ? PICTURE : undefined));

/** What goes in, what must come out, and whether something from elsewhere was left out. */
const table: readonly (readonly [what: string, hostile: string, harmless: string, remote: boolean])[] = [
  ['a script', '<p>a<script>alert(1)</script>b</p>', '<p>ab</p>', false],
  ['a script that is never closed', 'a<script>alert(1)', 'a', false],
  ['an event handler', '<p onclick="alert(1)" onmouseover=x>a</p>', '<p>a</p>', false],
  ['an event handler on a picture', '<img src=x onerror=alert(1)>', '<span class="picture">Picture</span>', false],
  ['a javascript: link', '<a href="javascript:alert(1)">a</a>', '<span>a</span>', false],
  ['a javascript: link in disguise', '<a href="jav&#x09;ascript:alert(1)">a</a>', '<span>a</span>', false],
  ['a data: link', '<a href="data:text/html,x">a</a>', '<span>a</span>', false],
  ['a link', '<a href="https://x.test/a" target=_top>a</a>', '<span class="link" title="https://x.test/a">a</span>', false],
  ['SVG', '<svg onload=alert(1)><script>1</script><a xlink:href="javascript:1">t</a></svg>', '<span>t</span>', false],
  ['SVG that fetches', '<svg><image href="https://x.test/a.png"/></svg>', '', true],
  ['MathML', '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>', '<table></table>', false],
  ['a refresh', '<meta http-equiv="refresh" content="0;url=https://x.test">a', 'a', false],
  ['a base', '<base href="https://x.test/">a', 'a', false],
  [
    'a form',
    '<form action="/x"><input name=a><textarea>t</textarea><select><option>o</option></select><button>Go</button></form>',
    'Go',
    false,
  ],
  ['an iframe', '<iframe src="https://x.test" srcdoc="<script>1</script>"></iframe>a', 'a', true],
  ['an object', '<object data="https://x.test/a"><embed src="https://x.test/b"></object>a', 'a', true],
  ['a style sheet link', '<link rel="stylesheet" href="https://x.test/a.css">a', 'a', true],
  ['a style element', '<style>@import "https://x.test/a.css"; p{background:url(https://x.test/b)}</style>a', 'a', true],
  ['a url() in a style', '<p style="background:url(https://x.test/a);color:red">a</p>', '<p style="color:red">a</p>', true],
  ['an expression() in a style', '<p style="width:expression(alert(1));color:red">a</p>', '<p style="color:red">a</p>', false],
  ['an escape in a style', '<p style="color:\\72 ed;background-color:u\\72l(x)">a</p>', '<p>a</p>', false],
  ['!important', '<p style="color:#fff !important">a</p>', '<p style="color:#fff">a</p>', false],
  [
    '!important in disguise',
    '<p style="color:#fff !/**/important;color:red !\\69mportant">a</p>',
    '<p style="color:#fff  important">a</p>',
    false,
  ],
  ['position: fixed', '<p style="position:fixed;top:0;z-index:9">a</p>', '<p>a</p>', false],
  ['a class and an id', '<p class="x" id="y">a</p>', '<p>a</p>', false],
  ['a class of our own', '<span class="link" title="https://bank.test">a</span>', '<span>a</span>', false],
  ['a remote picture', '<img src="https://x.test/a.png" alt="A map">', '<span class="picture">A map</span>', true],
  ['a remote picture without scheme', '<img src="//x.test/a.png">', '<span class="picture">Picture</span>', true],
  ['a picture that counts its readers', 'a<img src="https://x.test/a.gif?me" width=1 height=1>', 'a<span></span>', true],
  ['a srcset', '<img srcset="https://x.test/a 2x" src="cid:a@b">', `<img src="${PICTURE}" alt="" />`, true],
  [
    'a background attribute',
    '<table background="https://x.test/a"><tr><td>a</td></tr></table>',
    '<table><tr><td>a</td></tr></table>',
    true,
  ],
  ['a picture that came with it', '<img src="cid:a%40b" alt="A" onload=x>', `<img src="${PICTURE}" alt="A" />`, false],
  ['a picture that did not', '<img src="cid:c@d" alt="">', '<span class="picture">Picture</span>', false],
  [
    "a data: picture of the sender's own",
    '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
    '<span class="picture">Picture</span>',
    false,
  ],
  ['video and audio', '<video src="https://x.test/a" autoplay></video><audio src="https://x.test/b"></audio>a', 'a', true],
  ['a template', '<template><script>1</script></template>a', 'a', false],
  ['a comment', '<!--[if mso]><script>1</script><![endif]-->a', 'a', false],
  ['an unfinished tag', 'a<img src="https://x.test/a', 'a', false],
  [
    'colours and lengths',
    '<p style="color:rgb(1,2,3);margin:0 auto;font-family:Arial, sans-serif">a</p>',
    '<p style="color:rgb(1,2,3);margin:0 auto;font-family:Arial, sans-serif">a</p>',
    false,
  ],
];

describe('the sanitiser', () => {
  it.each(table)('makes %s harmless', (_what, hostile, harmless, remote) => {
    expect(clean(hostile)).toEqual({ html: harmless, remoteContentBlocked: remote });
  });

  it.each(table)('changes nothing when it sees %s a second time', (_what, hostile) => {
    const once = clean(hostile).html;
    // Pictures and links of our own are taken for the sender's and made plain; nothing else may change.
    if (!/class="(?:link|picture)"|<img/.test(once)) expect(clean(once).html).toBe(once);
  });

  it('cuts nesting out of all measure', () => {
    const { html } = clean(`${'<div>'.repeat(50_000)}deep`);
    expect(html.split('<div>').length).toBeLessThanOrEqual(101);
  });

  it('cuts more tags than any letter has, and says so', () => {
    expect(boundHtml('<p>'.repeat(30_000)).cut).toBe(true);
    expect(boundHtml('<p>a</p>'.repeat(5_000)).cut).toBe(false);
    expect(boundHtml('a'.repeat(1_100_000)).cut).toBe(true);
  });
});
