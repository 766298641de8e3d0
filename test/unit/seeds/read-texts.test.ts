import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { readTexts } from "#db/seeds/read-texts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "texts-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const Topic = z.strictObject({
  title: z.string(),
  daysAgo: z.number(),
  posts: z.array(z.strictObject({ author: z.enum(["kath", "sue"]), body: z.string() })),
});
const FRONT = "---\ntitle: Biscuits\ndaysAgo: 3\n---\n";

function read(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return readTexts(relative("db/seeds/texts", folder), Topic, "posts");
}

test("a file is a thing and what hangs on it, each with the Markdown below its front matter; files come in the order of their numbers", () => {
  const post = "\n---\nauthor: kath\n---\n\n# Not ---\n\n| a |\n| --- |\n\n- \n";

  expect(read({ "10-last.md": FRONT, "09-first-100-days.md": FRONT + post + post.replace("kath", "sue") })).toEqual([
    {
      slug: "first-100-days",
      title: "Biscuits",
      daysAgo: 3,
      posts: ["kath", "sue"].map((author) => ({ author, body: "# Not ---\n\n| a |\n| --- |\n\n- " })),
    },
    { slug: "last", title: "Biscuits", daysAgo: 3, posts: [] },
  ]);
});

test.each([
  ["a misspelt key", "---\ntitle: Biscuits\ndaysAgo: 3\npined: true\n---\n", "pined"],
  ["a missing key", "---\ntitle: Biscuits\n---\n", "daysAgo"],
  ["a word for a number", FRONT.replace("3", "three"), "daysAgo"],
  ["a misspelt key of a post", `${FRONT}---\nauther: kath\n---\nNice.\n`, /"auther"[\s\S]*posts\[0\]/],
  ["a post by nobody", `${FRONT}---\nauthor: kate\n---\nNice.\n`, "posts[0].author"],
  ["a post without a word", `${FRONT}---\nauthor: kath\n---\n\n`, "posts[0].body"],
  ["a text where none belongs", `${FRONT}Nice.\n`, '"body"'],
  ["front matter that does not end", "---\ntitle: Biscuits\ndaysAgo: 3\n", "a line ---"],
  ["no front matter", "Nice.\n", "a line ---"],
  ["front matter that is no YAML", FRONT.replace("Biscuits", "Biscuits: nice"), "line 1"],
  ["the same key twice", FRONT.replace("daysAgo: 3", "title: Tea"), "unique"],
])("%s is an error that names file and key", (_, text, message) => {
  expect(() => read({ "01-biscuits.md": text })).toThrow("01-biscuits.md");
  expect(() => read({ "01-biscuits.md": text })).toThrow(message);
});
