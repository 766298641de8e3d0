import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { convertDiscourse } from "~/features/forum/moving/convert/from-discourse.server";
import { convertNodebb } from "~/features/forum/moving/convert/from-nodebb.server";
import { discourseToMarkdown, nodebbToMarkdown } from "~/features/forum/moving/convert/markup";
import { readForumLine, readHeader } from "~/features/forum/moving/forum-format";

const FORUMS = {
  discourse: { convert: convertDiscourse, file: "test/support/forums/discourse.sql" },
  nodebb: { convert: convertNodebb, file: "test/support/forums/nodebb.jsonl" },
};

async function converted(forum: keyof typeof FORUMS) {
  const { convert, file } = FORUMS[forum];
  async function* open() {
    yield* readFileSync(file, "utf8").split("\n");
  }
  let text = "";
  const write = async (more: string) => {
    text += more;
  };
  const report = await convert(open, { write, forum: "old", now: new Date("2026-01-01T00:00:00Z") });
  const [header, ...lines] = text.trim().split("\n");
  return { report, text, header: header!, lines, said: lines.map((line) => JSON.parse(line)) };
}

describe.each(Object.keys(FORUMS) as (keyof typeof FORUMS)[])("%s", (forum) => {
  test("becomes lines that are all read here, and holds nothing that was private, deleted or for staff's eyes in a topic", async () => {
    const { header, lines, text } = await converted(forum);
    expect(readHeader(header)).toBe("old");
    expect(lines.map((line) => readForumLine(line)).filter(({ ok }) => !ok)).toEqual([]);
    for (const word of [
      "private message",
      "chat about",
      "Gone",
      "Unlisted",
      "rude",
      "Rude",
      "watch this one",
      "took this back",
      "$2a$",
      "Later",
    ])
      expect(text.replace(/"kind":"person".*/g, ""), word).not.toContain(word);
  });
});

test.each(Object.keys(FORUMS) as (keyof typeof FORUMS)[])("%s: nobody's full name leaves it, in no line", async (forum) => {
  const { text } = await converted(forum);
  expect(text).not.toMatch(/Reed|Porter/);
});

test("Discourse: topics, numbers, likes, answers, restricted categories, and who is no more", async () => {
  const { report, said } = await converted("discourse");
  const of = (kind: string) => said.filter((line) => line.kind === kind).map(({ kind: _, ...line }) => line);
  expect(of("category")).toEqual([
    { key: "staff", name: "Staff", description: "Private category for staff.", position: 2, readers: "some groups" },
    {
      key: "practice-life-rotas",
      name: "Practice life: Rotas",
      description: "Who works when",
      position: 4,
      readers: "everybody who read the forum",
    },
  ]);
  expect(of("person")).toEqual([
    { key: "u1", name: "Sam", email: "sam@old.example" },
    { key: "u2", name: "kim", email: "kim@old.example" },
    { key: "u3", name: "rude" },
  ]);
  expect(of("topic").find(({ key }) => key === "t12")).toEqual({
    key: "t12",
    category: "practice-life-rotas",
    title: "Who covers the desk?",
    author: "u1",
    created: "2021-03-04T10:00:00.000Z",
    closed: "2021-03-04T10:00:00.000Z",
    tags: ["cold-chain", "equipment"],
  });
  expect(of("tag")).toEqual([
    { key: "cold-chain", name: "cold-chain", description: "Vaccines and fridges" },
    { key: "equipment", name: "equipment", description: "" },
  ]);
  const posts = of("post").filter(({ topic }) => topic === "t12");
  expect(posts.map(({ number, author, removed }) => [number, author ?? null, removed ?? null])).toEqual([
    [1, "u1", null],
    [2, null, "moderator"],
    [3, "u2", null],
    [4, null, "moderator"],
    [5, null, null],
    [6, null, null],
    [7, null, "moderator"],
    [8, null, "author"],
  ]);
  expect(posts[0]).toMatchObject({ created: "2021-03-04T10:00:00.123Z", body: "Who covers the desk? 😄\n\tA line\\path" });
  expect(posts[2]).toMatchObject({ editedBy: "moderator", replyTo: 1, attachments: [{ name: "rota.png" }] });
  expect(posts[2].body).toBe(`Sam wrote:

> Who covers the desk? 😄
> 
> gone_user wrote:
> 
> > Not me.

@Sam and @nobody_here: see Attachment: the rota (/uploads/default/original/1X/bda2c513e1da04f7b4e99230851ea2aafeb8cc4e.png)

**What we did**

We asked. \`:smile: @sam [quote]\``);
  // one whose options are numbers stays in its text
  expect(of("poll")).toEqual([
    {
      topic: "t12",
      number: 3,
      question: of("topic")[0].title,
      options: ["Monday", "Friday & later"],
      most: 2,
      shows: "always",
      counts: [2, 2],
      voters: 3,
      closed: "2021-03-08T08:00:00.000Z",
    },
  ]);
  const place = { topic: "t12", number: 3 };
  expect([of("thanks"), of("answer")]).toEqual([
    [{ ...place, by: "u1", at: "2021-03-05T09:00:00.000Z" }],
    [{ ...place, by: "u1", at: "2021-03-06T08:00:00.000Z" }],
  ]);
  expect(of("permalink")).toContainEqual({ path: "/t/12", topic: "t12" });
  expect(report.leftOut).toEqual({
    "Private messages": 1,
    "Deleted topics": 1,
    "Unlisted topics": 1,
    "Posts that were deleted, hidden, whispered or said nothing": 4,
  });
});

test("NodeBB: posts in the order in which it counts them, votes, uploads, guests, and readers", async () => {
  const { report, said } = await converted("nodebb");
  const of = (kind: string) => said.filter((line) => line.kind === kind).map(({ kind: _, ...line }) => line);
  expect(of("category").map(({ key, name, readers }) => [key, name, readers])).toEqual([
    ["kitchen", "Kitchen", "everybody with an account"],
    ["kitchen-staff", "Kitchen: Staff", "some groups"],
  ]);
  expect(of("person").map(({ key, name, email }) => [key, name, email])).toEqual([
    ["u1", "alex", "alex@old.example"],
    ["u2", "robin", undefined],
    ["u3", "rude", undefined],
  ]);
  const posts = of("post").filter(({ topic }) => topic === "t1");
  expect(posts.map(({ number, author, removed, replyTo }) => [number, author ?? null, removed ?? null, replyTo ?? null])).toEqual([
    [1, "u1", null, null],
    [2, null, "moderator", null],
    [3, "u2", null, 1],
    [4, null, null, null],
    [5, null, null, 2],
  ]);
  expect(posts[2].body).toBe(
    "alex wrote:\n\n> Which fridge lasts? 😄\n\nThis one: Attachment: fridge.jpg (/assets/uploads/files/1614852000000-fridge.jpg)\n\n`@alex :smile:`",
  );
  expect(posts[2].attachments).toEqual([{ name: "1614852000000-fridge.jpg", path: "/assets/uploads/files/1614852000000-fridge.jpg" }]);
  expect(of("thanks")).toEqual([{ topic: "t1", number: 3, by: "u1", at: "2021-03-04T12:00:00.000Z" }]);
  expect(of("permalink")).toContainEqual({ path: "/post/12", topic: "t1", number: 3 });
  expect(report.leftOut).toEqual({
    "Deleted topics": 1,
    "Topics that are yet to appear": 1,
    "Topics of other servers": 1,
    "Posts that were deleted or said nothing": 1,
  });
});

test.each([
  ["[quote]Nobody[/quote]\nYes", "> Nobody\n\nYes"],
  ["[quote=“sam, post:2, topic:3”]\na\nb\n[/quote]", "sam wrote:\n\n> a\n> b"],
  ['[quote="Sam P., post:1, topic:2, username:sam"]x[/quote]', "sam wrote:\n\n> x"],
  ["[quote=never closed", "[quote=never closed"],
  ["[quote=a]\n[quote=b]\nx\n[/quote]", "[quote=a]\n\nb wrote:\n\n> x"],
  ["x[/quote]", "x[/quote]"],
  ["[quote=a]\n```\nb\nc\n```\n[/quote]", "a wrote:\n\n> ```\n> b\n> c\n> ```"],
  ['[details="More"]x[/details] [details=Less]y[/details] [details open]z[/details]', "**More**\nx\n \n**Less**\ny\n \n**Details**\nz"],
  ["```\n[quote=a]x[/quote] :smile:\n```", "```\n[quote=a]x[/quote] :smile:\n```"],
  ["12:30:45 and :no_such_thing: http://x/:smile:", "12:30:45 and :no_such_thing: http://x/:smile:"],
  ['[spoiler]It ends well[/spoiler] on [date=2021-05-01 time=10:00:00 timezone="Europe/London"]', "It ends well on 2021-05-01 10:00"],
])("%j is shown as plain Markdown", (raw, markdown) => {
  expect(discourseToMarkdown(raw, { nameOf: () => undefined, uploadOf: () => null })).toBe(markdown);
});

test.each([
  "`a` ",
  "`",
  "~",
  "[quote=a]",
  "[quote=“",
  "[quote]x[/quote]",
  "[details=",
  "<details",
  "<details><summary>",
  "[b]",
  "[url=",
  "[url]",
  "[poll]",
  "[",
  "@-",
])("a text of nothing but %j is turned in no time, whatever its length", (piece) => {
  const began = performance.now();
  const long = piece.repeat(100_000 / piece.length);
  discourseToMarkdown(long, { nameOf: () => undefined, uploadOf: () => null });
  nodebbToMarkdown(long, { nameOf: () => undefined });
  expect(performance.now() - began).toBeLessThan(4_000);
});

test.each(["Ingredients :", "Example :\n> x", "For example:"])("%j quotes nobody", (text) => {
  expect(nodebbToMarkdown(text, { nameOf: () => undefined })).toBe(text);
});

test("an address in a text names nobody", () => {
  expect(nodebbToMarkdown("Write to me@sam.example or @sam", { nameOf: (name) => (name === "sam" ? "Sam Porter" : undefined) })).toBe(
    "Write to me@sam.example or @Sam Porter",
  );
});
