import { describe, expect, test } from "vitest";
import { isAutomatic } from "~/features/mail/incoming/is-automatic";
import { ownWords } from "~/features/mail/incoming/own-words";
import { LARGEST_MAIL, readMail } from "~/features/mail/incoming/read-mail.server";
import { readReplyAddress, replyAddress } from "~/features/mail/incoming/reply-address.server";
import { env } from "~/lib/env.server";
import { aMixedMail, aRawMail, TEXTS } from "../../support/answers-by-mail";

const ENVELOPE = { sender: "jane@nhs.example", recipient: "reply+x@network.example" };
const read = (raw: Uint8Array) => readMail(raw, ENVELOPE);

describe("what somebody wrote themselves", () => {
  test.each(TEXTS)("%s", (_program, lines, own) => {
    expect(ownWords(lines.join("\n"))).toBe(own);
  });

  test("takes no longer for a text that is made to take long", () => {
    for (const piece of ["On 1 ", "From: a\n", "On 1\n", "> ", "This message ", "[cid:", "_".repeat(9)]) {
      const started = performance.now();
      ownWords(piece.repeat(400_000 / piece.length));
      expect(performance.now() - started, piece).toBeLessThan(2000);
    }
  });
});

describe("a mail as it comes in", () => {
  test.each<[string, Buffer, string]>([
    [
      "another charset",
      Buffer.concat([aRawMail({ type: "text/plain; charset=windows-1252", body: "" }), Buffer.from("caf\xe9 \x96 5", "latin1")]),
      "café – 5",
    ],
    ["quoted-printable", aRawMail({ encoding: "quoted-printable", body: "caf=C3=A9 a=\nnd more" }), "café and more"],
    ["base64", aRawMail({ encoding: "base64", body: Buffer.from("Wir auch.").toString("base64") }), "Wir auch."],
    [
      "format=flowed",
      aRawMail({ type: "text/plain; charset=utf-8; format=flowed", body: "one line that \ngoes on\nand another\n-- \nJane" }),
      "one line that goes on\nand another",
    ],
    [
      "HTML alone",
      aRawMail({ type: "text/html", body: "<style>p{}</style><p>We <b>do</b>.</p><p>Ask <a href='https://a.example/x'>her</a>.</p>" }),
      "We do.\n\nAsk her <https://a.example/x>.",
    ],
    [
      "HTML of Gmail",
      aRawMail({
        type: "text/html",
        body: `<div dir="ltr">We do.</div><br><div class="gmail_quote">On Mon<blockquote>Secret</blockquote></div>`,
      }),
      "We do.",
    ],
    [
      "HTML of Outlook",
      aRawMail({
        type: "text/html",
        body: `<div>We do.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> P &lt;n@n.example&gt;<br><b>Sent:</b> 30 November 2026<br><b>To:</b> J<br><b>Subject:</b> New</div><div>Secret</div>`,
      }),
      "We do.",
    ],
    ["text beside HTML", aMixedMail([{ body: "The text." }, { type: "text/html", body: "<p>The HTML.</p>" }], "alternative"), "The text."],
    ["a mail within", aMixedMail([{ body: "We do." }, { type: "message/rfc822", body: "From: z@z.example\n\nNot mine." }]), "We do."],
  ])("%s", async (_what, raw, words) => {
    expect((await read(raw))?.words).toBe(words);
  });

  test.each<[string, Buffer, boolean]>([
    [
      "a file",
      aMixedMail([
        { body: "See." },
        { type: "application/pdf", headers: ['Content-Disposition: attachment; filename="a.pdf"'], body: "%PDF" },
      ]),
      true,
    ],
    [
      "a photo between the words",
      aMixedMail([{ body: "See." }, { type: "image/jpeg", headers: ["Content-Disposition: inline; filename=a.jpg"], body: "x" }]),
      true,
    ],
    [
      "the logo of a signature",
      aMixedMail(
        [
          { body: "See." },
          { type: "image/png", headers: ["Content-ID: <logo>", "Content-Disposition: inline; filename=l.png"], body: "x" },
        ],
        "related",
      ),
      false,
    ],
    [
      "what proves who signed it",
      aMixedMail([{ body: "See." }, { type: "application/pkcs7-signature; name=smime.p7s", body: "x" }], "signed"),
      false,
    ],
    ["text alone", aRawMail(), false],
  ])("has files of its writer's own: %s", async (_what, raw, hasFiles) => {
    expect((await read(raw))?.hasFiles).toBe(hasFiles);
  });

  test.each<[string, string, string | null]>([
    ["an address", "Jane@NHS.example", "jane@nhs.example"],
    ["a name", '"Doe, Jane" <jane@nhs.example>', "jane@nhs.example"],
    ["a name that is another address", '"kath@other.example" <jane@nhs.example>', "jane@nhs.example"],
    ["two senders", "jane@nhs.example, kath@other.example", null],
    ["a group", "Friends: jane@nhs.example;", null],
    ["two lines", "jane@nhs.example\r\nFrom: kath@other.example", null],
    ["no address", "Jane", null],
  ])("is from: %s", async (_what, from, sender) => {
    expect((await read(aRawMail({ from })))?.from).toBe(sender);
  });

  test.each<[string, () => Buffer]>([
    [
      "parts in parts without end",
      () =>
        Buffer.from(
          `From: a@b.example\r\n${Array.from({ length: 3000 }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`).join("")}`,
        ),
    ],
    ["headers without end", () => aRawMail({ headers: { "X-Long": "a".repeat(300_000) } })],
    ["more than is taken", () => Buffer.concat([aRawMail(), Buffer.alloc(LARGEST_MAIL)])],
  ])("that is built to be too much: %s", async (_what, raw) => {
    expect(await read(raw())).toBeNull();
  });

  test("of two thousand parts, or of tags as deep as they go, is read all the same", async () => {
    const parts = aMixedMail(Array.from({ length: 2000 }, () => ({ type: "image/png", body: "x" })));
    const deep = aRawMail({ type: "text/html", body: `<p>We do.</p>${"<div>".repeat(70_000)}` });
    expect([(await read(parts))?.words, (await read(deep))?.words]).toEqual(["", "We do."]);
  });

  test("is told from others by its Message-ID, and by all of it where it has none", async () => {
    const hashOf = async (headers: Record<string, string>, body = "We do.") =>
      (await read(aRawMail({ headers, body })))!.hash.toString("hex");
    const none = { "Message-ID": "" };
    const same = { "Message-ID": "<one@mail.example>" };
    expect(await hashOf(same)).toBe(await hashOf(same, "Something else"));
    expect(await hashOf(same)).not.toBe(await hashOf({ "Message-ID": "<two@mail.example>" }));
    expect(await hashOf(none)).toBe(await hashOf(none));
    expect(await hashOf(none)).not.toBe(await hashOf(none, "Something else"));
  });
});

const header = (key: string, value: string) => [{ key, value }];

describe("who answers by themselves is left alone (RFC 3834)", () => {
  test.each<[string, { key: string; value: string }[], string]>([
    ["no sender", [], ""],
    ["the empty sender", [], "<>"],
    ["Postfix’s name for no sender", [], "MAILER-DAEMON"],
    ["a server", [], "postmaster@nhs.example"],
    ["who takes no answer", [], "no-reply@nhs.example"],
    ["Auto-Submitted", header("auto-submitted", "auto-replied"), "j@nhs.example"],
    ["our own mail", header("auto-submitted", "auto-generated"), "j@nhs.example"],
    ["Precedence", header("precedence", "bulk"), "j@nhs.example"],
    ["Precedence of old programs", header("precedence", "auto_reply"), "j@nhs.example"],
    ["X-Autoreply", header("x-autoreply", "yes"), "j@nhs.example"],
    ["X-Auto-Reply-From", header("x-auto-reply-from", "j"), "j@nhs.example"],
    ["X-Autorespond", header("x-autorespond", ""), "j@nhs.example"],
    ["a list", header("list-id", "<l.example>"), "j@nhs.example"],
    ["an empty return path", header("return-path", "<>"), "j@nhs.example"],
    ["a report", header("content-type", "multipart/report; report-type=delivery-status"), "j@nhs.example"],
    ["a daemon", header("from", "Mail <Mailer-Daemon@nhs.example>"), "j@nhs.example"],
    ["out of office", header("subject", "Out of Office: Re: New replies"), "j@nhs.example"],
    ["Outlook’s", header("subject", "Automatic reply: New replies"), "j@nhs.example"],
    ["undeliverable", header("subject", "Undeliverable: New replies"), "j@nhs.example"],
    ["a receipt", header("subject", "Read: New replies"), "j@nhs.example"],
  ])("%s", (_what, headers, sender) => {
    expect(isAutomatic(headers, { sender, recipient: "" })).toBe(true);
  });

  test.each<[string, { key: string; value: string }[]]>([
    ["a reply", header("subject", "Re: New replies: Out of office cover")],
    ["Auto-Submitted: no", header("auto-submitted", "no")],
    ["Precedence", header("precedence", "normal")],
    ["an Exchange server's word on what to suppress", header("x-auto-response-suppress", "DR, OOF")],
    ["a telephone of Apple's at our own domain", header("message-id", "<0190A1B2-0000-4000-8000-000000000001@network.example>")],
    ["a person with such a name", header("from", "Bounce Smith <b.smith@nhs.example>")],
  ])("and a person is not: %s", (_what, headers) => {
    expect(isAutomatic(headers, { sender: "j@nhs.example", recipient: "" })).toBe(false);
  });
});

describe("the address that answers go to", () => {
  const ID = "0190a1b2-c3d4-7e5f-8a6b-000000000001";
  env().replyAddress = "forum-answers@network.example";
  const address = replyAddress(ID, "all members")!;

  test("is one that every server takes, names its mail, and knows what that showed, whatever case it comes back in", () => {
    expect(address).toMatch(/^forum-answers\+[0-9a-z]{50}@network\.example$/);
    expect(address.indexOf("@")).toBeLessThanOrEqual(64);
    for (const given of [address, address.toUpperCase()]) {
      const token = readReplyAddress(given)!;
      expect([token.messageId, token.isShown("all members"), token.isShown("everybody")]).toEqual([ID, true, false]);
    }
  });

  test("nothing is read from one that is changed anywhere, or from any other", () => {
    const from = address.indexOf("+") + 1;
    for (let at = from; at < from + 50; at++) {
      const other = address[at] === "a" ? "b" : "a";
      expect(readReplyAddress(address.slice(0, at) + other + address.slice(at + 1))).toBeNull();
    }
    for (const other of ["forum-answers@network.example", "forum-answers+x@network.example", `reply+${"z".repeat(50)}@network.example`, ""])
      expect(readReplyAddress(other)).toBeNull();
  });

  test("there is none where answers by mail are not taken", () => {
    env().replyAddress = null;
    expect([replyAddress(ID, "all members"), readReplyAddress(address)]).toEqual([null, null]);
    env().replyAddress = "forum-answers@network.example";
  });
});
