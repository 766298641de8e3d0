import { createHash, createVerify, generateKeyPairSync } from "node:crypto";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import { type Copy, cutStencil, fillStencil, type Letter } from "~/features/mail/messages/stencil.server";
import { dkimBlemish, readSigner } from "~/features/mail/transport/dkim.server";

const letter = (more: Partial<Letter> = {}): Letter => ({
  from: { name: "The Network", address: "news@network.example" },
  replyTo: "office@network.example",
  subject: "The week",
  html: "<p>News</p>",
  text: "News",
  headers: {},
  placeholder: null,
  ...more,
});
const copy = (more: Partial<Copy> = {}): Copy => ({
  to: "reader@test.example",
  messageId: "<1@network.example>",
  date: new Date("2026-11-21T10:00:00Z"),
  word: null,
  headers: {},
  ...more,
});
const write = (of: Partial<Letter>, to: Partial<Copy> = {}) => fillStencil(cutStencil(letter(of)), copy(to), null).toString("latin1");
const headOf = (raw: string) => raw.slice(0, raw.indexOf("\r\n\r\n"));
const namesOf = (raw: string) =>
  headOf(raw)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n")
    .map((line) => line.slice(0, line.indexOf(":")));

const nasty = [
  "a\r\nBcc: victim@test.example",
  "a\nTo: victim@test.example",
  "a\rX: y",
  "a\0b\r\n\r\n<html>",
  "a\u2028Bcc: victim@test.example\u2029",
  "a\u0085Bcc: victim@test.example",
  "=?utf-8?Q?a=0D=0ABcc:_victim=40test.example?=",
  "group: victim@test.example, other@test.example;",
  '"quoted\\" <victim@test.example>"',
  `folded${" very".repeat(60)} long\r\n Bcc: victim@test.example`,
  `${"Ž".repeat(200)}\r\nBcc: victim@test.example`,
];

test("a name written from right to left turns no words beside it, in subject, text and HTML", async () => {
  const raw = write({ subject: "نور: 3 replies", text: "By نور, 3", html: "<p>By نور, 3</p>" });
  const mail = await PostalMime.parse(raw);
  expect(mail).toMatchObject({
    subject: "\u2068نور\u2069: 3 replies",
    text: expect.stringContaining("By \u2068نور\u2069, 3"),
    html: expect.stringContaining("<p>By <bdi>نور</bdi>, 3</p>"),
  });
});

test.each(nasty)("B19: %j makes no header, wherever it is written", async (text) => {
  const raw = write({
    subject: text,
    from: { name: text, address: "news@network.example" },
    list: { name: text, id: "weekly.network.example" },
    headers: { "X-Said": text },
    text,
    html: text,
  });

  expect(namesOf(raw)).toEqual([
    "From",
    "Reply-To",
    "Subject",
    "MIME-Version",
    "Content-Type",
    "List-Id",
    "X-Said",
    "To",
    "Message-ID",
    "Date",
  ]);
  const parsed = await PostalMime.parse(raw);
  expect(parsed.bcc).toBeUndefined();
  // Also where a program unpacks encoded words: one line, whatever was typed.
  expect(parsed.subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
  expect(parsed.to).toEqual([{ name: "", address: "reader@test.example" }]);
  expect(parsed.from?.address).toBe("news@network.example");
});

test("B19: an encoded word that somebody typed is shown as it was typed", async () => {
  const typed = "=?utf-8?Q?Your_password?=";
  expect((await PostalMime.parse(write({ subject: typed }))).subject).toBe(typed);
});

test.each([
  "a@test.example\r\nRCPT TO:<b@test.example>",
  "a@test.example, b@test.example",
  "<a@test.example>",
  '"a b"@test.example',
  "ž@test.example",
  "a@b@test.example",
])("B19: %j is not one plain address", (to) => {
  expect(() => write({}, { to })).toThrow("not one plain address");
});

test("E11: both parts arrive as they were written, in short lines of ASCII", async () => {
  const text = `A tab\there,  two spaces, trailing  \n.\n..dots\n${"long ".repeat(300)}\nŽofie 李 €\n`;
  const html = `<p>${text}</p>`;

  const raw = write({ text, html });

  expect(Math.max(...raw.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(78);
  expect(raw).toMatch(/^[\r\n\x20-\x7e]*$/);
  const parsed = await PostalMime.parse(raw);
  expect(parsed.text?.trimEnd()).toBe(text.trimEnd());
  expect(parsed.html?.trimEnd()).toBe(html);
  expect(headOf(raw)).toContain("multipart/alternative");
});

test("each copy has its own word in the place of the placeholder, in both parts", async () => {
  const placeholder = "unsubscribe-000000000000000000000000";
  const link = `https://network.example/newsletters/unsubscribe/${placeholder}`;
  const of = { placeholder, text: `x ${link} y ${link}`, html: `<a href="${link}">leave</a>` };

  const parsed = await PostalMime.parse(write(of, { word: "T".repeat(43) }));

  expect(parsed.text?.trimEnd()).toBe(of.text.replaceAll(placeholder, "T".repeat(43)));
  expect(parsed.html?.trimEnd()).toBe(of.html.replaceAll(placeholder, "T".repeat(43)));
});

test("E2: the unsubscribe header is one line, and short", () => {
  const url = `<https://network.example/newsletters/one-click/${"T".repeat(43)}>`;
  const raw = write({}, { headers: { "List-Unsubscribe": url } });

  expect(raw.split("\r\n")).toContain(`List-Unsubscribe: ${url}`);
  expect(url.length).toBeLessThan(200);
});

test.each(["The weekly", "Wochenblatt für Łódź", "李", "Week <evil.example>", "a, b; c: d", "=?utf-8?Q?x?="])(
  "the identifier of a list that is called “%s” stays what it is",
  (name) => {
    const raw = headOf(write({ list: { name, id: "weekly.network.example" } })).replace(/\r\n[ \t]+/g, " ");
    const value = /^List-Id: (.*)$/m.exec(raw)![1]!.trim();
    expect(value).toMatch(/^("[^"]*"|(=\?utf-8\?Q\?[^?\s<>]+\?= ?)+) <weekly\.network\.example>$/i);
    expect(value).toMatch(/^[\x20-\x7e]*$/);
  },
);

test("E4: an independent verifier accepts the signature, in which From is signed twice, so a second one breaks it", async () => {
  const { privateKey, publicKey } = keys();
  const raw = fillStencil(
    cutStencil(
      letter({
        from: { name: "Ąę — the Network", address: "news@network.example" },
        text: "Tab\t here,   spaces  \n\n\n",
        html: `<p>  ${"two  spaces ".repeat(40)}\t</p>\n\n\n`,
        list: { name: "Wöchentlich", id: "weekly.network.example" },
        headers: { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", Precedence: "bulk" },
      }),
    ),
    copy({ headers: { "List-Unsubscribe": `<https://network.example/${"x".repeat(120)}>` } }),
    readSigner({ domainName: "network.example", keySelector: "s1", privateKey }),
  );
  const verdict = async (mail: Buffer) => (await dkimVerify(mail, { resolver: resolverOf(publicKey) })).results[0]?.status;

  expect(await verdict(raw)).toMatchObject({ result: "pass", aligned: "network.example" });
  expect(await verdict(Buffer.concat([Buffer.from("From: Bank <bank@evil.example>\r\n"), raw]))).toMatchObject({ result: "fail" });
  expect(await verdict(Buffer.from(raw.toString("latin1").replace("Subject: The week", "Subject: The weak"), "latin1"))).toMatchObject({
    result: "fail",
  });
});

test.each([
  ["network.example", "news@network.example", true],
  ["mail.network.example", "news@network.example", true],
  ["network.example", "news@post.network.example", true],
  ["relay.example", "news@network.example", false],
  ["work.example", "news@network.example", false],
  ["Network.Example", "News@NETWORK.example", true],
  ["one.network.example", "news@two.network.example", true],
  ["network.co.uk", "news@network.co.uk", true],
  ["mail.network.co.uk", "news@post.network.co.uk", true],
  ["relay.co.uk", "news@network.co.uk", false],
  ["co.uk", "news@network.co.uk", false],
  ["elm-tree.nhs.uk", "news@mail.elm-tree.nhs.uk", true],
  ["oak-road.nhs.uk", "news@elm-tree.nhs.uk", false],
  ["nhs.uk", "news@elm-tree.nhs.uk", false],
  ["nhs.uk", "news@nhs.uk", true],
  ["mail.nhs.net", "news@nhs.net", true],
  ["leeds.gov.uk", "news@mail.leeds.gov.uk", true],
  ["leeds.gov.uk", "news@york.gov.uk", false],
  ["gov.uk", "news@leeds.gov.uk", false],
  ["one.service.gov.uk", "news@two.service.gov.uk", false],
  ["post.one.service.gov.uk", "news@one.service.gov.uk", true],
  ["xn--mnchen-3ya.example", "news@post.münchen.example", true],
  ["localhost", "news@localhost", true],
  ["localhost", "news@network.example", false],
])("a signature of %s for %s is the sender's own: %s", (domainName, from, isOwn) => {
  expect(dkimBlemish({ domainName }, from) === null).toBe(isOwn);
});

test("a signature verifies by the rules of RFC 6376, relaxed, and covers the unsubscribe headers", () => {
  const { privateKey, publicKey } = keys();
  const stencil = cutStencil(
    letter({
      text: "Tab\t here,   spaces  \n\n\n",
      html: `<p>  ${"two  spaces ".repeat(40)}\t</p>\n\n\n`,
      headers: { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", Precedence: "bulk" },
    }),
  );
  const raw = fillStencil(
    stencil,
    copy({ headers: { "List-Unsubscribe": "<https://network.example/x>" } }),
    readSigner({ domainName: "network.example", keySelector: "s1", privateKey }),
  ).toString("latin1");

  const signed = verify(raw, publicKey);

  expect(signed).toEqual(
    expect.arrayContaining(["from", "to", "subject", "date", "message-id", "list-unsubscribe", "list-unsubscribe-post"]),
  );
  expect(() => verify(raw.replace("Subject: The week", "Subject: The weak"), publicKey)).toThrow("signature");
  expect(() => verify(raw.replace("two spaces", "ten places").replace("spaces", "places"), publicKey)).toThrow("body");
});

const keys = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });

/** The name server of a domain that publishes this key. */
const resolverOf = (publicKey: string) => async () => [[`v=DKIM1; k=rsa; p=${publicKey.replace(/-----[^-]+-----|\s/g, "")}`]];

/** RFC 6376 3.4.2, 3.4.4 and 6.1, written from the text of the standard. Gives the signed headers. */
function verify(raw: string, publicKey: string): string[] {
  const at = raw.indexOf("\r\n\r\n");
  const lines = raw.slice(0, at).split(/\r\n(?![ \t])/);
  const body = raw.slice(at + 4);
  const field = (name: string) => lines.filter((line) => line.toLowerCase().startsWith(`${name}:`)).at(-1)!;
  const relaxed = (line: string) => {
    const colon = line.indexOf(":");
    return `${line.slice(0, colon).trim().toLowerCase()}:${line
      .slice(colon + 1)
      .replace(/\r\n/g, "")
      .replace(/[ \t]+/g, " ")
      .trim()}`;
  };
  const tags = Object.fromEntries(
    field("dkim-signature")
      .slice(15)
      .replace(/\s+/g, "")
      .split(";")
      .filter(Boolean)
      .map((tag) => [tag.slice(0, tag.indexOf("=")), tag.slice(tag.indexOf("=") + 1)]),
  );
  const relaxedBody = `${body
    .split("\r\n")
    .map((line) => line.replace(/[ \t]+/g, " ").replace(/ $/, ""))
    .join("\r\n")
    .replace(/(\r\n)+$/, "")}\r\n`;
  if (createHash("sha256").update(relaxedBody, "latin1").digest("base64") !== tags.bh) throw new Error("the body was changed");
  const names = tags.h!.split(":");
  const unsigned = relaxed(field("dkim-signature")).replace(/b=[^;]*$/, "b=");
  // The second From is not there, and adds nothing.
  const data = [...names.slice(1).map((name) => relaxed(field(name))), unsigned].join("\r\n");
  if (!createVerify("RSA-SHA256").update(data, "latin1").verify(publicKey, tags.b!, "base64")) throw new Error("the signature is wrong");
  return names;
}
