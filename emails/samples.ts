import { type IssueProps, renderIssue } from "./layouts/issue";
import { type RenderedMail, renderService, type ServiceProps } from "./layouts/service";
import type { Sender } from "./look";

export const sender: Sender = {
  siteName: "Practice <Management> & “Friends”",
  siteUrl: "https://network.example/",
  contactAddress: "office@network.example",
  postalAddress: "1 O'Connell Street & Sons, Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch LL61 5UJ",
  contactUrl: "https://network.example/contact",
  privacyUrl: "https://network.example/privacy",
};

const ugly =
  "<script>alert(1)</script> ]]> {{name}} $" + '{x} <%= 1 %> <mj-include path="/etc/passwd" /> & "quotes" \'too\' \u0000\u2028 – Žofie 李';

const plainService: ServiceProps = {
  sender,
  subject: "Choose a new password",
  paragraphs: ["Somebody asked for a new password for this address.", "The link works for 60 minutes."],
  action: { label: "Choose a new password", url: "https://network.example/reset-password/AbC-_123?a=1&b=2" },
  after: ["If it was not you, do nothing."],
  why: "You get this email because a new password was asked for with your address.",
};

const uglyService: ServiceProps = {
  ...plainService,
  subject: `New reply: ${ugly}`,
  preheader: ugly,
  paragraphs: [ugly, "x".repeat(3000), "From IT: your password expires, open https://evil.example now"],
  action: { label: ugly, url: "https://network.example/forum/topics/0123456789-a#post-1" },
  after: [ugly],
  why: ugly,
};

const plainIssue: IssueProps = {
  sender,
  newsletterName: "The practice week",
  subject: "What changed in the contract",
  preheader: "And three dates for your diary",
  bodyHtml: `<h2>Contract</h2><p>Read <a href="https://network.example/guidance/contracts" rel="noopener">the guidance</a>, or <a href="/forum">ask</a>.</p>
<ul><li>One</li><li>Two</li></ul><table><thead><tr><th scope="col">Date</th><th scope="col">What</th></tr></thead><tbody><tr><td>1 May</td><td>Claims</td></tr></tbody></table>
<blockquote><p>A quote</p></blockquote><pre><code>code</code></pre><hr>`,
  webUrl: "https://network.example/newsletters/week/what-changed",
  unsubscribeUrl: "https://network.example/newsletters/unsubscribe/TOKEN",
  manageUrl: "https://network.example/newsletters/manage",
  why: "You get this because you subscribed to The practice week.",
};

const uglyIssue: IssueProps = {
  ...plainIssue,
  newsletterName: ugly,
  subject: ugly,
  preheader: ugly,
  bodyHtml: `<p>${"&lt;script&gt;".repeat(50)} {{name}} \${x} ${"long".repeat(400)}</p><p><a href="https://other.example/?a=1&amp;b=%22">a link &amp; more</a></p>`,
  why: ugly,
};

/** Every layout with ordinary and with ugly values: what the tests look at, and what a change of a layout should be looked at with. */
export const SAMPLES: { name: string; given: string[]; render: () => Promise<RenderedMail> }[] = [
  { name: "service", given: [], render: () => renderService(plainService) },
  { name: "service, ugly", given: [ugly], render: () => renderService(uglyService) },
  { name: "issue", given: [], render: () => renderIssue(plainIssue) },
  { name: "issue, ugly", given: [ugly], render: () => renderIssue(uglyIssue) },
];
