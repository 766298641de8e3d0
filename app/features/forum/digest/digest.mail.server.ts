import { eq } from "drizzle-orm";
import { z } from "zod";
import { forumDigests } from "#db/schema/forum/watching";
import { postPath } from "~/features/forum/topics/topic-address";
import { stopPath } from "~/features/forum/watching/stop-link.server";
import { LEFT_OUT } from "~/features/forum/watching/watching-mail.server";
import { mailKind } from "~/features/mail/messages/mail-kind.server";
import { loadActor } from "~/features/people/actor.queries.server";
import { isSignedIn } from "~/lib/ctx";
import { formatDate } from "~/lib/dates";
import { findDigestNews } from "./digest-news.queries.server";

const args = z.object({ since: z.iso.datetime(), until: z.iso.datetime(), turn: z.enum(["weekly", "last"]).optional() });

const count = (number: number, one: string, many: string) => (number === 1 ? `1 ${one}` : `${number} ${many}`);

/** What is new in the forum since the last digest, as its reader may read it when it leaves; nothing new is no mail. */
export const digestMail = mailKind({
  name: "forum-digest",
  class: "service",
  args,
  async load(ctx, { id, personId, args: { since, until, turn }, isLook }) {
    const reader = personId ? { ...ctx, actor: await loadActor(ctx.db, personId, ctx.now) } : ctx;
    if (!isSignedIn(reader)) return "gone";
    const { leftOut, tagIds, nextAt } = forumDigests;
    const [chosen] = await ctx.db
      .select({ leftOut, tagIds, nextAt })
      .from(forumDigests)
      .where(eq(forumDigests.personId, reader.actor.personId));
    if (!chosen || (chosen.nextAt === null && turn !== "last")) return "switched-off";
    // what is in it and what is not would tell who wrote without their name: it is news to all but them
    if (isLook) return { since, isLook, turn, topics: [], categories: [], stopPath: stopPath(id) };
    const { topics, categories } = await findDigestNews(reader, {
      since: new Date(since),
      until: new Date(until),
      leftOut: chosen.leftOut,
      tagIds: chosen.tagIds,
    });
    if (topics.length === 0 && !turn) return "nothing-new";
    return { since, isLook: false, turn, topics, categories, stopPath: stopPath(id) };
  },
  words: ({ since, isLook, turn, topics, categories, stopPath }, { shortName, baseUrl }) => ({
    subject: `${shortName}: what is new in the forum`,
    paragraphs: [
      topics.length > 0
        ? `New since ${formatDate(since)} and not read by you: first what you watch, then the topics in which most people wrote.`
        : isLook
          ? LEFT_OUT
          : `Nothing that is new to you was written since ${formatDate(since)}.`,
    ],
    items: topics.map(({ code, title, category, isAnswered, writers, posts, first }) => ({
      label: title,
      url: baseUrl + postPath({ topic: { code, page: null }, number: first }),
      words: `${category}: ${count(posts, "new post", "new posts")}${writers > 0 ? ` by ${count(writers, "person", "people")}` : ""}${isAnswered ? ", answered" : ""}`,
    })),
    after: [
      ...(categories.length > 0
        ? [`In all: ${categories.map(({ name, topics }) => `${count(topics, "topic", "topics")} in ${name}`).join(", ")}.`]
        : []),
      ...(turn ? [TURNS[turn]] : []),
    ],
    action: { label: "See all that is new", url: `${baseUrl}/forum/unread` },
    why: `You get this digest because you chose it. To change when it comes and what is in it, see ${baseUrl}/account/reach`,
    stop: { label: "Stop this digest", url: baseUrl + stopPath },
  }),
  samples: {
    daily: sample(),
    "one topic": { ...sample(), topics: sample().topics.slice(0, 1), categories: sample().categories.slice(0, 1) },
    "to a silent member, weekly from now on": { ...sample(), turn: "weekly" },
    "the last one": { ...sample(), turn: "last", topics: [], categories: [] },
  },
});

const TURNS = {
  weekly:
    "You have not signed in while the last 28 of these came, so from now on this digest comes once a week. To have it each day again, choose so in your account.",
  last: "You have not signed in for a long time, so this is the last digest that we send you. If you chose it in place of single emails, those stay away too. To change that, choose again in your account.",
};

type Thing = {
  since: string;
  isLook: boolean;
  turn: "weekly" | "last" | undefined;
  topics: { code: string; title: string; category: string; isAnswered: boolean; writers: number; posts: number; first: number }[];
  categories: { name: string; slug: string; topics: number }[];
  stopPath: string;
};

function sample(): Thing {
  const topic = {
    code: "7k2mq9xw4d",
    title: "Who answers the mailbox?",
    category: "Running the practice",
    isAnswered: true,
    writers: 4,
    posts: 9,
    first: 3,
  };
  return {
    since: "2026-11-29T07:00:00.000Z",
    isLook: false,
    turn: undefined,
    topics: [
      topic,
      {
        ...topic,
        code: "4x9m2kq7wd",
        title: "Pension estimates for partners",
        category: "Money, people and premises",
        isAnswered: false,
        writers: 1,
        posts: 1,
        first: 1,
      },
    ],
    categories: [
      { name: "Running the practice", slug: "running-the-practice", topics: 3 },
      { name: "Money, people and premises", slug: "money-people-premises", topics: 1 },
    ],
    stopPath: "/forum/stop-mails/a-sample-that-stops-nothing",
  };
}
