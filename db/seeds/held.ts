import { uuidv7 } from "uuidv7";
import { declineHeld, letThrough } from "~/features/forum/held/decide-held.server";
import { appealDecline } from "~/features/forum/held/own-held.server";
import { addReason } from "~/features/forum/moderation/reasons.server";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { startTopic } from "~/features/forum/topics/start-topic.server";
import { addWatchedWords } from "~/features/forum/words/watched-words.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, HOUR, later } from "~/lib/dates";
import { slugOf } from "~/lib/slug";
import { expectOk } from "./expect-ok";
import type { Community } from "./people";
import { findTopic } from "./reports";
import { heldTexts } from "./texts/held";

const WORDS = [
  { words: "recruitment agenc*", outcome: "hold" },
  { words: "discount code", outcome: "hold" },
  { words: "idiot*", outcome: "warn" },
  { words: "guaranteed income", outcome: "refuse" },
] as const;

const REASONS = [
  "It could identify a patient. Please write again without the details.",
  "It is about a colleague who cannot answer here. Please leave the person out.",
  "It reads as an advertisement. Tell us what you learnt, without the offer.",
  "It belongs to another topic, where more people will find it.",
];

/** Words that are watched for, what waits because of them or was decided, and what moderators choose their reasons from. */
export async function seedHeld(ctx: Ctx, people: Community): Promise<void> {
  const moderator = { ...ctx, actor: people.actorOf("moderator"), now: later(ctx.now, -90 * DAY) };
  for (const each of WORDS) expectOk(await addWatchedWords(moderator, each));
  for (const words of REASONS) expectOk(await addReason(moderator, words));
  for (const { topic, category, title, author, daysAgo, tags, body, through, declined, appeal } of heldTexts) {
    const as = (who: string, hours = 0) => ({ ...ctx, actor: people.actorOf(who), now: later(ctx.now, -daysAgo * DAY + hours * HOUR) });
    const sent = { body, submissionId: uuidv7() };
    const held = topic
      ? await replyToTopic(as(author), { ...sent, topic: await findTopic(ctx, topic) })
      : await startTopic(as(author), { ...sent, title: title!, category: category!, tags: tags?.map((name) => slugOf(name)) });
    if (held.ok || held.reason !== "held") throw new Error(`“${body}” was not held`);
    const code = held.held;
    if (through) expectOk(await letThrough(as("moderator", 3), code));
    if (declined) expectOk(await declineHeld(as("moderator", 3), { code, why: declined }));
    if (appeal) expectOk(await appealDecline(as(author, 5), { code, appeal }));
  }
}
