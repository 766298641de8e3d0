import { and, eq, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { dismissReports } from "~/features/forum/reports/close-reports.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { openReports } from "~/features/forum/reports/reports.queries.server";
import { guardTexts } from "~/features/guard/guard-texts.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, HOUR, later } from "~/lib/dates";
import { PatientDetailsError } from "~/lib/errors";
import { forumCategories, forumTopics } from "../schema/forum/topics";
import { expectOk } from "./expect-ok";
import type { Community } from "./people";
import { reported } from "./texts/reports";

/**
 * What was reported: one text with a patient's details that is hidden, one that a moderator let stand; and a
 * number whose writer said that it is nobody's.
 */
export async function seedReports(ctx: Ctx, people: Community): Promise<void> {
  for (const { topic: title, author, daysAgo, body, report } of reported) {
    const as = (who: string, hours = 0) => ({ ...ctx, actor: people.actorOf(who), now: later(ctx.now, -daysAgo * DAY + hours * HOUR) });
    const topic = await findTopic(ctx, title);
    const writing = as(author);
    const reply = { topic, body, submissionId: uuidv7(), vouch: await askedAbout(writing, body) };
    const { number } = expectOk(await replyToTopic(writing, reply)).post;
    if (!report) continue;
    const { by, hoursAfter, reason, details, standsAfterHours } = report;
    expectOk(await reportPost(as(by, hoursAfter), { topic, number, reason, details }));
    if (standsAfterHours) await stand(as("moderator", standsAfterHours), { topic, number });
  }
}

async function stand(ctx: Ctx, post: { topic: string; number: number }): Promise<void> {
  const { seen } = await openReports(ctx, post);
  const blocker = await dismissReports(ctx, { ...post, seen });
  if (blocker) throw new Error(blocker);
}

/** What the guard asks about, as the writer answers it: that it is nobody's. */
async function askedAbout(by: Ctx, body: string): Promise<string | undefined> {
  try {
    await guardTexts(by, { texts: { body }, thing: { place: "forum", path: "/forum" } });
  } catch (error) {
    if (error instanceof PatientDetailsError) return error.vouch;
    throw error;
  }
}

export async function findTopic({ db }: Ctx, title: string): Promise<string> {
  const [topic] = await db
    .select({ code: forumTopics.code })
    .from(forumTopics)
    .innerJoin(forumCategories, eq(forumCategories.id, forumTopics.categoryId))
    .where(and(eq(forumTopics.title, title), isNull(forumTopics.lockedAt)));
  if (!topic) throw new Error(`no open topic “${title}”`);
  return topic.code;
}
