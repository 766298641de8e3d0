import { and, eq, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { replyToTopic } from "~/features/forum/reply-to-topic.server";
import { reportPost } from "~/features/forum/report-post.server";
import { openReports } from "~/features/forum/reports.queries.server";
import { letStand } from "~/features/forum/settle-reports.server";
import { guardTexts } from "~/features/guard/guard-texts.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, HOUR, later } from "~/lib/dates";
import { PatientDetailsError } from "~/lib/errors";
import { forumCategories, forumTopics } from "../schema/forum";
import { expectOk } from "./expect-ok";
import type { Community } from "./people";
import type { PersonaKey } from "./personas";
import { reported } from "./texts/reports";

/** What was reported: one text with a patient's details that is hidden, one that a moderator let stand; and a number whose writer said that it is nobody's. */
export async function seedReports(ctx: Ctx, people: Community): Promise<void> {
  const { topic, hidden, stands, nobodys } = reported;
  const code = await findTopic(ctx, topic);
  const as = (who: PersonaKey, daysAgo: number, hours = 0) => ({
    ...ctx,
    actor: people.actorOf(who),
    now: later(ctx.now, -daysAgo * DAY + hours * HOUR),
  });
  const write = async (by: Ctx, body: string) => {
    const reply = { topic: code, body, submissionId: uuidv7(), nobodys: await askedAbout(by, body) };
    return expectOk(await replyToTopic(by, reply)).post.number;
  };

  const standing = await write(as(stands.by, 6), stands.text);
  expectOk(await reportPost(as(stands.reporter, 6, 2), { topic: code, number: standing, reason: "unkind", details: stands.details }));
  const looking = as("moderator", 6, 5);
  const { seen } = await openReports(looking, { topic: code, number: standing });
  const blocker = await letStand(looking, { topic: code, number: standing, seen });
  if (blocker) throw new Error(blocker);
  await write(as(nobodys.by, 3), nobodys.text);
  const gone = await write(as(hidden.by, 1), hidden.text);
  expectOk(await reportPost(as(hidden.reporter, 1, 1), { topic: code, number: gone, reason: "patient-details", details: hidden.details }));
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

async function findTopic({ db }: Ctx, title: string): Promise<string> {
  const [topic] = await db
    .select({ code: forumTopics.code })
    .from(forumTopics)
    .innerJoin(forumCategories, eq(forumCategories.id, forumTopics.categoryId))
    .where(and(eq(forumTopics.title, title), isNull(forumTopics.lockedAt)));
  if (!topic) throw new Error(`no open topic “${title}”`);
  return topic.code;
}
