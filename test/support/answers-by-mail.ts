import { REPLY_LINE } from "#emails/look";

const OURS = [
  `– ${REPLY_LINE} –`,
  "",
  "New replies: Rota software",
  "",
  "Kath Ormerod replied in “Rota software” (Tea room).",
  "",
  "“Fourteen locums.”",
  "",
  "Stop emails about this topic, no need to sign in:",
  "https://network.example/forum/stop-mails/AbCdEf",
];
const quoted = (lines: readonly string[]) => lines.map((line) => `> ${line}`.trimEnd());
const DISCLAIMER = `********************************************************************************************************************

This message may contain confidential information. If you are not the intended recipient please:
i) inform the sender that you have received the message in error before deleting it; and
ii) do not disclose, copy or distribute information in this e-mail or take any action in relation to its content.

NHSmail is the secure email, collaboration and directory service available for all NHS staff in England.`;

/** What people's programs send, by the program: the lines of their text part, and what of it is theirs. */
export const TEXTS: [program: string, text: string[], own: string][] = [
  [
    "Gmail",
    [
      "We do too.",
      "",
      "Ask Priya.",
      "",
      "On Mon, 30 Nov 2026 at 09:12, Practice Network <news@network.example> wrote:",
      "",
      ...quoted(OURS),
    ],
    "We do too.\n\nAsk Priya.",
  ],
  [
    "Gmail, where the line is broken",
    ["We do.", "", "On Mon, 30 Nov 2026 at 09:12, Practice Network of the North <", "news@network.example> wrote:", "", ...quoted(OURS)],
    "We do.",
  ],
  [
    "Outlook on a desktop, with a notice of NHSmail",
    [
      "We do.",
      "",
      "Jane Doe",
      "Practice manager",
      "",
      "From: Practice Network <news@network.example>",
      "Sent: 30 November 2026 09:12",
      "To: Jane Doe <jane@nhs.example>",
      "Subject: New replies: Rota software",
      "",
      "Practice Network",
      "",
      ...OURS,
      "",
      DISCLAIMER,
    ],
    "We do.\n\nJane Doe\nPractice manager",
  ],
  [
    "Outlook on the web",
    [
      "We do.",
      "________________________________",
      "From: Practice Network <news@network.example>",
      "Sent: Monday, November 30, 2026 9:12:00 AM",
      "To: Jane",
      "Subject: New replies",
      "",
      ...OURS,
    ],
    "We do.",
  ],
  [
    "Outlook that writes its fields bold",
    [
      "We do.",
      "",
      "*From:* Practice Network <news@network.example>",
      "*Sent:* 30 November 2026 09:12",
      "*To:* Jane",
      "*Subject:* New replies",
      "",
      "Kath replied.",
    ],
    "We do.",
  ],
  ["an old Outlook", ["We do.", "", "-----Original Message-----", "From: Practice Network", ...OURS], "We do."],
  [
    "Apple Mail",
    ["We do.", "", "> On 30 Nov 2026, at 09:12, Practice Network <news@network.example> wrote:", "> ", ...quoted(OURS), ""],
    "We do.",
  ],
  [
    "a telephone",
    [
      "We do.",
      "",
      "Sent from my iPhone",
      "",
      "> On 30 Nov 2026, at 09:12, Practice Network <news@network.example> wrote:",
      ">",
      ...quoted(OURS),
    ],
    "We do.",
  ],
  [
    "Outlook on a telephone",
    [
      "We do.",
      "",
      "Get Outlook for iOS<https://aka.ms/o0ukef>",
      "________________________________",
      "From: Practice Network <n@n.example>",
      "Sent: Monday",
      "To: J",
      "Subject: S",
      ...OURS,
    ],
    "We do.",
  ],
  [
    "mutt",
    ["We do.", "", "On Mon, Nov 30, 2026 at 09:12:00AM +0000, Practice Network wrote:", ...quoted(OURS), "", "-- ", "Jane"],
    "We do.",
  ],
  ["a signature alone", ["We do.", "", "-- ", "Jane Doe", "01632 960123"], "We do."],
  ["NHSmail without what was answered", ["We do.", "", "", DISCLAIMER], "We do."],
  [
    "a notice in one sentence",
    ["We do.", "", "This email and any attachments are confidential and intended solely for the addressee."],
    "We do.",
  ],
  [
    "a notice in several paragraphs, and a telephone below",
    [
      "We do.",
      "",
      "Confidentiality notice: what this e-mail holds is confidential and may be privileged.",
      "",
      "If you are not the intended recipient, delete it and",
      "tell the sender.",
      "",
      "Sent from my iPhone",
    ],
    "We do.",
  ],
  ["a notice alone", ["", DISCLAIMER], ""],
  ...[
    "This message from the ICB was marked confidential, so I can only say this: claims close early.",
    "Thanks all.\n\nThis email about locums is not confidential: pass it on.\n\nWe pay 90 pounds an hour.",
    "Thanks all.\n\nThis email about locums is not confidential: pass it on.",
    "Ask them.\n\nThis message is confidential and intended for partners, it said.\n\nWhat would you do?",
    "This email is confidential and intended for partners.",
    "We say it like this:\nThis email is confidential and intended for the addressee.",
    "Copy this.\n\nDelete what is confidential.",
  ].map((words): [string, string[], string] => [`who writes about such notices: ${words}`, words.split("\n"), words]),
  ["a program that keeps no header", ["We do.", "", ...OURS], "We do."],
  [
    "one that cuts our first line away",
    ["We do.", "", "Stop emails about this topic:", "https://network.example/forum/stop-mails/AbCdEf", "More"],
    "We do.\n\nStop emails about this topic:",
  ],
  ["one that shows where answers go", ["We do.", `To: reply+${"a1".repeat(25)}@network.example`, "More"], "We do."],
  ["who writes below what they answer", ["On Mon, 30 Nov 2026, Practice Network wrote:", ...quoted(OURS), "", "We do."], ""],
  ["who writes nothing", ["", "-- ", "Jane"], ""],
  ["pictures of a signature", ["We do.", "", "[cid:image001.png@01DB4321.ABCDEF00]", ""], "We do."],
  [
    "who tells what somebody wrote",
    ["On 3 March NHS England wrote:", "", "Claims close early.", "", "So hurry."],
    "On 3 March NHS England wrote:\n\nClaims close early.\n\nSo hurry.",
  ],
  ["who quotes in the middle", ["> Fourteen locums", "", "Fifteen here."], "> Fourteen locums\n\nFifteen here."],
  [
    "who names fields",
    ["From: the office", "we heard nothing.", "", "Date: to be set"],
    "From: the office\nwe heard nothing.\n\nDate: to be set",
  ],
  ["who speaks of confidential things", ["Is this confidential?", "I think so."], "Is this confidential?\nI think so."],
  [
    "who was sent something from somewhere",
    ["Sent from the ICB it looks different.", "Ask them."],
    "Sent from the ICB it looks different.\nAsk them.",
  ],
  [
    "lines that end in every way, and what nobody sees",
    ["One\r\ntwo\rthree\u2028four\u0000\u0007\ufeff\u00a0five"],
    "One\ntwo\nthree\nfour five",
  ],
];

type Part = { type?: string; encoding?: string; body: string };

/** A mail in wire format. Headers are written as they are given. */
export function aRawMail({
  from = "jane@nhs.example",
  headers = {} as Record<string, string>,
  type = "text/plain; charset=utf-8",
  encoding = "8bit",
  body = "We do.",
}: { from?: string; headers?: Record<string, string> } & Partial<Part> = {}): Buffer {
  const all: Record<string, string> = {
    From: from,
    Subject: "Re: New replies: Rota software",
    "Message-ID": `<${Math.random().toString(36).slice(2)}@mail.example>`,
    "MIME-Version": "1.0",
    "Content-Type": type,
    "Content-Transfer-Encoding": encoding,
    ...headers,
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${head.join("\r\n")}\r\n\r\n${body.replace(/\r?\n/g, "\r\n")}`);
}

/** One of several parts. */
export const aMixedMail = (parts: (Part & { headers?: string[] })[], kind = "mixed", more: Parameters<typeof aRawMail>[0] = {}) =>
  aRawMail({
    ...more,
    type: `multipart/${kind}; boundary="b"`,
    body: `${parts
      .map(({ type = "text/plain", encoding = "8bit", headers = [], body }) =>
        ["--b", `Content-Type: ${type}`, `Content-Transfer-Encoding: ${encoding}`, ...headers, "", body].join("\n"),
      )
      .join("\n")}\n--b--\n`,
  });
