import { setTimeout as sleep } from "node:timers/promises";
import { eq, inArray } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterAll, expect, test } from "vitest";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { jobOutbox } from "#db/schema/platform";
import { testDb } from "../support/context";
import { aTopic } from "../support/forum";
import { anAccount, type Browser, type Site, signIn, startSite } from "../support/http";

const KILLS = 4;
const WRITERS = 4;
/** Milliseconds: slower than the limit on what one network may send. */
const BETWEEN_POSTS = 300;

let site: Site | null = null;
afterAll(() => site?.stop());

test("the web process killed while people post: what was acknowledged is stored, once, and a form sent again makes no second post", async () => {
  const topic = await aTopic({ audience: "members" });
  const people = await Promise.all(Array.from({ length: WRITERS }, () => anAccount()));
  site = await startSite();
  const port = new URL(site.baseUrl).port;
  const browsers = [];
  for (const person of people) {
    const browser = site.browser();
    await signIn(browser, person.email);
    browsers.push(browser);
  }

  /** The answer's status, or null when the connection broke. */
  const post = async (browser: Browser, submissionId: string) =>
    (await browser.post(`/forum/topics/${topic.code}/replies`, { body: `Reply ${submissionId}`, submissionId }).catch(() => null))
      ?.status ?? null;
  const acknowledged: string[] = [];
  const lost: { writer: number; submissionId: string }[] = [];
  let over = false;
  const writing = browsers.map(async (browser, writer) => {
    let submissionId = uuidv7();
    while (!over) {
      const status = await post(browser, submissionId);
      await sleep(BETWEEN_POSTS);
      if (status !== 302 && status !== 303) continue;
      acknowledged.push(submissionId);
      submissionId = uuidv7();
    }
    lost.push({ writer, submissionId });
  });
  for (let kill = 0; kill < KILLS; kill++) {
    // some were written since the last, others are on their way
    for (const before = acknowledged.length; acknowledged.length < before + WRITERS; ) await sleep(20);
    await sleep(Math.random() * 400);
    await site.process.end("SIGKILL");
    site = await startSite({ PORT: port, BASE_URL: site.baseUrl });
  }
  await sleep(300);
  over = true;
  await Promise.all(writing);
  // who got no answer presses the button again, as they did all the time
  for (const { writer, submissionId } of lost) while ((await post(browsers[writer]!, submissionId)) === 429) await sleep(1000);

  const [stored] = await testDb()
    .db.select({ id: forumTopics.id, last: forumTopics.lastPostNumber })
    .from(forumTopics)
    .where(eq(forumTopics.code, topic.code));
  const posts = await testDb().db.select().from(forumPosts).where(eq(forumPosts.topicId, stored!.id)).orderBy(forumPosts.number);
  expect(acknowledged.length).toBeGreaterThan(10);
  for (const submissionId of [...acknowledged, ...lost.map((each) => each.submissionId)])
    expect([submissionId, posts.filter((post) => post.submissionId === submissionId).length]).toEqual([submissionId, 1]);
  // no number twice, none left out, and each reply with its follow-up
  expect(posts.map((post) => post.number)).toEqual(posts.map((_, index) => index + 1));
  expect(stored!.last).toBe(posts.length);
  const jobs = await testDb()
    .db.select()
    .from(jobOutbox)
    .where(inArray(jobOutbox.name, ["forum.notify-reply"]));
  expect(jobs.length).toBe(posts.length - 1);
});
