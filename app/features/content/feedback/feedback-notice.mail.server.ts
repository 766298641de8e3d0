import { and, asc, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { contentFeedback, contentPages } from "#db/schema/content";
import { editPath } from "~/features/content/pages/edit-path";
import { pageAddress } from "~/features/content/pages/page-path";
import { current } from "~/features/content/pages/readable.server";
import { isEditor, isToldOf, ownerOfPage } from "~/features/content/pages/reviews.server";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import type { NotificationWords } from "~/features/mail/notifications/notification-words";
import { scopeOf } from "~/features/permissions/scope.server";
import { foundBy } from "~/lib/ask-together.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { quoted } from "~/lib/quoted";

/** Of one day so many are in the mail; all stand on the pages of editors. */
const MOST = 20;

type Said = { title: string; path: string; code: string; words: string; isUseful: boolean; isEditor: boolean; toldOn: string | null };

/** What readers wrote of the pages that somebody looks after: once a day; editors are told of pages that nobody looks after. */
export const feedbackNotice = notificationKind({
  name: "page-feedback",
  choice: null,
  args: z.object({ day: z.iso.date() }),
  async load(ctx, { args, personId }) {
    const said = await selectSaid(ctx, personId, [args.day]);
    return said.length > 0 ? { said } : "nothing-that-is-theirs";
  },
  words: ({ said }, { name, shortName, baseUrl }) => ({
    subject: `${shortName}: what readers missed on ${titlesOf(said)}`,
    paragraphs: [
      "Readers were asked whether these pages were useful to them. This is what they wrote. We do not know who they are, so nobody can answer them.",
      ...said.slice(0, MOST).map(({ title, isUseful, words }) => `${quoted(title)} was ${isUseful ? "" : "not "}useful: ${words}`),
      ...(said.length > MOST ? ["There is more than fits in an email."] : []),
    ],
    action: { label: "See the page", url: baseUrl + placeOf(said[0]!) },
    why: `You get this email because you look after pages of ${name}. It comes once a day at most.`,
  }),
  samples: {
    "one page": { said: [aSample("No word on the fridge at the branch")] },
    "several pages, to no editor": {
      said: [aSample("Who do I ring?"), { ...aSample("Too long"), title: "Rotas", isUseful: true }].map((each) => ({
        ...each,
        isEditor: false,
      })),
    },
    "more than fits": { said: Array.from({ length: MOST + 1 }, (_, index) => aSample(`Thing ${index + 1}`)) },
  },
  inbox: wordFeedback,
});

function aSample(words: string): Said {
  return {
    title: "Keeping vaccines cold",
    path: "guidance/cold-chain",
    code: "7k2mq9xw4d",
    words,
    isUseful: false,
    isEditor: true,
    toldOn: null,
  };
}

function titlesOf(said: readonly Said[]): string {
  const [first, ...others] = new Set(said.map(({ title }) => title));
  return `${quoted(first!)}${others.length > 0 ? ` and ${others.length} more` : ""}`;
}

const placeOf = ({ path, code, isEditor }: Said) => (isEditor ? editPath(code, "feedback") : pageAddress(path));

function selectSaid(ctx: Ctx, personId: PersonId | null, days: readonly string[]) {
  const reader = sql`${personId}::uuid`;
  const { title, path, code } = contentPages;
  const { toldOn, isUseful, words, givenAt } = contentFeedback;
  return ctx.db
    .select({
      ...{ title, path, code, isUseful, toldOn },
      words: sql<string>`${words}`,
      isEditor: isEditor(reader, ctx.now),
    })
    .from(contentFeedback)
    .innerJoin(contentPages, eq(contentPages.id, contentFeedback.pageId))
    .innerJoin(...scopeOf(contentPages.scopeId))
    .leftJoin(...ownerOfPage)
    .where(and(sql`${toldOn} = any(${sql.param(days)}::text[]::date[])`, isNotNull(words), current(ctx), isToldOf(ctx, reader)))
    .orderBy(asc(title), asc(givenAt))
    .limit(MOST * 10);
}

function wordFeedback(ctx: Ctx, causes: string[]): SQL<Map<string, NotificationWords>> {
  const dayOf = (cause: string) => cause.split(":")[1] ?? "";
  return foundBy(selectSaid(ctx, personIdOf(ctx.actor), causes.map(dayOf)), (found) => {
    const words = causes.flatMap((cause): [string, NotificationWords][] => {
      const said = found.filter(({ toldOn }) => toldOn === dayOf(cause));
      return said[0] ? [[cause, { before: "Readers wrote what they missed on", text: titlesOf(said), href: placeOf(said[0]) }]] : [];
    });
    return new Map(words);
  });
}
