import { expect, test } from "vitest";
import { z } from "zod";
import { connect } from "#db/client.server";
import { fileName, mayNamePatient } from "~/features/files/file-name";
import { textFromAbroad } from "~/features/forum/moving/text-abroad";
import { nameRemover, quoteRemover } from "~/features/forum/posts/leaver-text";
import { findTyped } from "~/features/forum/posts/mentions";
import { splitQuotes, withoutHoles } from "~/features/forum/posts/quotes";
import { ownPart } from "~/features/forum/words/check-words.server";
import { findWatchedWords, foldWords } from "~/features/forum/words/watched-words.policy";
import { ownWords } from "~/features/mail/incoming/own-words";
import { readMail } from "~/features/mail/incoming/read-mail.server";
import { parseQuery } from "~/features/search/search-query";
import { canonicalAddress, readMailbox } from "~/lib/address";
import { renderMarkdown } from "~/lib/markdown.server";
import { inOneLine, withoutEmptyEnds } from "~/lib/unseen";
import { cost, expectLinear, to } from "../support/linear";

/** What may be sent in one field, in bytes. */
const WHOLE = 64 * 1024;
/** Milliseconds of the processor for that, in the quickest of three: what else runs makes one long. */
const MOST = 100;
function quickest(work: () => unknown): number {
  const first = cost(work);
  return first < MOST / 2 ? first : Math.min(first, cost(work), cost(work));
}

const PIECES = [
  "a",
  "0",
  " ",
  "\n",
  "a\n",
  "-",
  ".",
  "@",
  "a@",
  "a.",
  "a@b.cd,",
  "/",
  "[",
  "](",
  "> ",
  "@{1}",
  "&",
  "%",
  "\u200b",
  "é",
  "1 1 ",
];

/** Every schema of a form, by its file and name, with the fields that it has. */
const SCHEMAS = Object.entries(import.meta.glob<Record<string, unknown>>("../../app/features/**/*.schema.ts", { eager: true })).flatMap(
  ([file, exported]) =>
    Object.entries(exported).flatMap(([name, schema]) =>
      schema instanceof z.ZodType ? [[`${file.split("/").at(-1)} ${name}`, schema, fieldsOf(schema)] as const] : [],
    ),
);

/** Also of one that goes on with what was parsed. */
function fieldsOf(schema: z.ZodType): string[] | null {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  return schema instanceof z.ZodPipe ? fieldsOf(schema.in as z.ZodType) : null;
}

test.each(SCHEMAS)("B30: %s is checked in linear time, whatever is repeated in each field", (_name, schema, fields) => {
  for (const piece of PIECES) {
    const text = to(WHOLE, piece);
    const sent = (value: unknown) => (fields ? Object.fromEntries(fields.map((field) => [field, value])) : value);
    for (const value of [text, [text, text]])
      expect(
        quickest(() => schema.safeParse(sent(value))),
        JSON.stringify(piece),
      ).toBeLessThan(MOST * (fields?.length ?? 1));
  }
});

test("there are such schemas, of which most have fields", () => {
  expect(SCHEMAS.length).toBeGreaterThan(40);
  expect(SCHEMAS.filter(([, , fields]) => fields).length).toBeGreaterThan(30);
});

const WATCHED = ["buy*", "a b", "aaaa*"].map((words) => ({ words, folded: foldWords(words)!, outcome: "hold" as const }));
const LEAVER = [{ name: "Ann Lee", counts: "anywhere" as const }];
const since = new Date(0);
/** Whatever else is asked of a text that somebody typed, or of what stands around it. */
const WORK: [string, (text: string) => unknown][] = [
  ["mentions", findTyped],
  ["quotes", splitQuotes],
  ["holes of quotes", withoutHoles],
  ["what is its writer's own", ownPart],
  ["watched words", (text) => findWatchedWords(text, WATCHED)],
  ["words to watch for", foldWords],
  ["an answer by mail", ownWords],
  ["a text of another forum", textFromAbroad],
  ["the name of who left", nameRemover(LEAVER)],
  ["quotes of who left", (text) => quoteRemover(LEAVER, [{ text: "Some words of mine", since }])(text, { at: since, changed: since })],
  ["one line", inOneLine],
  ["empty ends", withoutEmptyEnds],
  ["an address", canonicalAddress],
  ["a sender", readMailbox],
  ["a search", parseQuery],
  ["the name of a file", (text) => fileName(text, "pdf")],
  ["a patient in the name of a file", (text) => mayNamePatient(fileName(text, "pdf"), 2026)],
];
const TOKENS = [
  ...PIECES,
  "`a` @b ",
  "```\n@a\n",
  "@Ann ",
  "@Ann Lee ",
  "Ann Lee",
  "> [post 1]\n> a\n\n",
  "> On Monday wrote:\n",
  "buy ",
  "a b ",
  "“",
  '"',
  "or ",
  "_",
  "1-",
];

test.each(WORK)("B30: %s are looked for in linear time", (_what, work) => {
  for (const token of TOKENS) expectLinear((length) => to(length, token), work, WHOLE / 4);
});

test("B30: a hundred thousand quotes or lists in each other are a text like any other", () => {
  for (const piece of ["> ", ">", "- ", "1. ", "> - "]) {
    const deep = piece.repeat(100_000);
    expect(
      quickest(() => renderMarkdown(deep)),
      JSON.stringify(piece),
    ).toBeLessThan((MOST * deep.length) / WHOLE + MOST);
  }
});

test("B30: a list of addresses of a megabyte is no address, and ends no mail that is read", async () => {
  const list = to(1024 * 1024, "Ann Lee <ann@lee.example>, ");
  for (const read of [canonicalAddress, readMailbox]) {
    expect(read(list)).toBeNull();
    expect(quickest(() => read(list))).toBeLessThan(MOST * 16);
  }
  const before = process.cpuUsage();
  for (const header of ["To", "Cc", "References"]) {
    const raw = Buffer.from(`From: ann@lee.example\r\n${header}: ${list}\r\nSubject: Re: Rota\r\n\r\nYes, please.\r\n`);
    await readMail(raw, { sender: "ann@lee.example", recipient: "reply@forum.example" });
  }
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(3 * MOST * 16);
});

test("B30: a statement is ended after five seconds", async () => {
  const url = new URL(process.env.DATABASE_URL!);
  url.searchParams.delete("statement_timeout");
  const connection = connect(url.href);
  try {
    expect(await connection.sql`show statement_timeout`).toMatchObject([{ statement_timeout: "5s" }]);
  } finally {
    await connection.close();
  }
});
