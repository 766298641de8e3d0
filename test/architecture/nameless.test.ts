import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Each with why it asks; what is shown to readers goes through the first alone. */
const ASK = [
  "app/features/forum/posts/author.queries.server.ts",
  // whose label it is
  "app/features/forum/posts/nameless-label.server.ts",
  "app/features/forum/posts/insert-post.server.ts",
  // what somebody new has written
  "app/features/forum/posts/newcomer.server.ts",
  // statements over another name of the posts: whose post is quoted, who wrote in a topic, what moves along
  "app/features/forum/posts/quotes.queries.server.ts",
  "app/features/forum/moderation/moderation-mail.server.ts",
  "app/features/forum/topics/move-posts.server.ts",
  "app/features/forum/topics/split-topic.server.ts",
  // erasure
  "app/features/forum/posts/erase-posts.server.ts",
  "app/features/privacy/carry-out-erasures.server.ts",
  // whose appeal waits
  "app/features/privacy/record-ends.queries.server.ts",
];

test("who wrote something without their name is asked in these files alone", () => {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
  const asks = files.map((file) => `app/${file}`).filter((file) => /namelessBy|nameless_by/.test(readFileSync(file, "utf8")));
  expect(asks.sort()).toEqual([...ASK].sort());
});
