import { z } from "zod";
import { POLL_SHOWS } from "#db/schema/forum/polls";
import { OPTION_MAX, OPTIONS_MAX, QUESTION_MAX } from "~/features/forum/polls/poll.schema";
import { TAGS_OF_TOPIC } from "~/features/forum/tags/tag.policy";
import { TAG_NAME_MAX } from "~/features/forum/tags/tag.schema";
import { hasWords, inOneLine } from "~/lib/unseen";

/** What the first line of a file says, beside which forum it is. `docs/forum-format.md` tells the rest in words. */
const FORUM_FORMAT = { format: "practice-network-forum", version: 1 } as const;

/** What a forum is called in its file: keys are its own. */
export const FORUM_NAME = /^[a-z0-9][a-z0-9.-]{0,59}$/;

/** Bytes. A longer line is no line of a forum. */
export const LINE_MAX = 4_000_000;

const TITLE_MAX = 255;
const NAME_MAX = 100;
const BODY_MAX = 500_000;

const isNoText = (value: string) => value.includes("\0") || /\p{Cs}/u.test(value);
const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !isNoText(value), "has a character in it that no text has");

/** A number or a reference of the forum that it came from: no name and no address, since it stays when its person goes. */
const key = z.string().regex(/^[\w.:/-]{1,100}$/, "is letters, digits and . : / - _, at most 100");
const moment = z.iso.datetime({ offset: true }).transform((at) => new Date(at));
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "is 64 digits and small letters a to f");
const number = z.int().min(1).max(9_999_999);
const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "is small letters, digits and single hyphens")
  .max(60);
const person = key.nullable().default(null);
/** What readers are told of whoever wrote without their name: then there is no author. */
const nameless = text(NAME_MAX).nullable().default(null);
const place = { topic: key, number };

const Category = z.object({
  kind: z.literal("category"),
  key: slug,
  name: text(NAME_MAX).transform(inOneLine).refine(hasWords, "has no words"),
  description: text(10_000).default(""),
  position: z.int().min(0).max(999).default(999),
  /** Who read it there: told to whoever imports, who decides. */
  readers: text(1_000).default(""),
});

/** What topics can be tagged with. */
const Tag = z.object({
  kind: z.literal("tag"),
  key: slug,
  name: text(TAG_NAME_MAX).transform(inOneLine).refine(hasWords, "has no words"),
  description: text(10_000).default(""),
});

const Person = z.object({
  kind: z.literal("person"),
  key,
  name: text(NAME_MAX).nullable().default(null),
  email: text(254).nullable().default(null),
});

const Topic = z.object({
  kind: z.literal("topic"),
  key,
  category: slug,
  title: text(TITLE_MAX)
    .transform(inOneLine)
    .refine((title) => title.length > 0, "has no words"),
  author: person,
  nameless,
  created: moment,
  closed: moment.nullable().default(null),
  pinned: moment.nullable().default(null),
  /** Keys of tags. */
  tags: z.array(slug).max(TAGS_OF_TOPIC).default([]),
});

const Post = z.object({
  kind: z.literal("post"),
  ...place,
  author: person,
  nameless,
  created: moment,
  edited: moment.nullable().default(null),
  editedBy: z.enum(["author", "moderator"]).default("author"),
  /** Whose post is not there any more: it keeps its number, without a text. */
  removed: z.enum(["author", "moderator"]).nullable().default(null),
  body: text(BODY_MAX).default(""),
  replyTo: number.nullable().default(null),
  attachments: z
    .array(z.object({ name: text(255), path: text(2_000), sha256: sha256.nullable().default(null) }))
    .max(200)
    .default([]),
});

const Thanks = z.object({ kind: z.literal("thanks"), ...place, by: key, at: moment });
const Answer = z.object({ kind: z.literal("answer"), ...place, by: person, at: moment });

/** How often each option was chosen; nothing where that is not told. Who chose what does not move, so it is closed from then on. */
const Poll = z
  .object({
    kind: z.literal("poll"),
    ...place,
    question: text(QUESTION_MAX).transform(inOneLine).refine(hasWords, "has no words"),
    options: z.array(text(OPTION_MAX).transform(inOneLine).refine(hasWords, "has no words")).min(2).max(OPTIONS_MAX),
    most: z.int().min(1).max(OPTIONS_MAX).default(1),
    shows: z.enum(POLL_SHOWS).default("always"),
    counts: z.array(z.int().min(0).max(9_999_999)).nullable().default(null),
    voters: z.int().min(0).max(9_999_999).default(0),
    closed: moment.nullable().default(null),
  })
  .refine(({ counts, options }) => counts === null || counts.length === options.length, "has not one count for each option");

/** An address of the other forum, as it is found here: its first word and its numbers (`oldAddress`). */
const Permalink = z.object({ kind: z.literal("permalink"), path: text(2_000), topic: key, number: number.nullable().default(null) });

const ForumLine = z.discriminatedUnion(
  "kind",
  [Category, Tag, Person, Topic, Post, Thanks, Answer, Poll, Permalink],
  "is of no kind that there is",
);
export type ForumLine = z.infer<typeof ForumLine>;
export type LineOf<Kind extends ForumLine["kind"]> = Extract<ForumLine, { kind: Kind }>;
/** A line as it is written, before what need not be said is added. */
export type WrittenLine = z.input<typeof ForumLine>;

/** One line of a file, or what is wrong with it. */
export function readForumLine(line: string): { ok: true; line: ForumLine } | { ok: false; what: string } {
  let said: unknown;
  try {
    said = JSON.parse(line);
  } catch {
    return { ok: false, what: "is no JSON" };
  }
  const read = ForumLine.safeParse(said);
  if (read.success)
    return read.data.kind === "post" && !read.data.removed && !hasWords(read.data.body) ? EMPTY : { ok: true, line: read.data };
  const [issue] = read.error.issues;
  return { ok: false, what: [issue!.path.join("."), issue!.message].filter(Boolean).join(": ") };
}

const EMPTY = { ok: false as const, what: "body: is empty" };

/** Which forum a file brings, by its first line; null where it is none that is read here. */
export function readHeader(line: string): string | null {
  try {
    const { format, version, forum } = JSON.parse(line);
    return format === FORUM_FORMAT.format && version === FORUM_FORMAT.version && FORUM_NAME.test(forum) ? forum : null;
  } catch {
    return null;
  }
}

/** The first line of a file. */
export const writeHeader = (forum: string): string => `${JSON.stringify({ ...FORUM_FORMAT, forum })}\n`;

/** What is not said is left out. */
export const writeLine = (line: WrittenLine): string =>
  `${JSON.stringify(line, (key, value) => (isUnsaid(key, value) ? undefined : value))}\n`;

const isUnsaid = (key: string, value: unknown) => value === null || (key === "tags" && Array.isArray(value) && value.length === 0);
