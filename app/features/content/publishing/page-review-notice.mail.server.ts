import { and, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { contentPages } from "#db/schema/content";
import { editPath } from "~/features/content/pages/edit-path";
import { NOTICE } from "~/features/content/pages/page.policy";
import { pageAddress } from "~/features/content/pages/page-path";
import { current } from "~/features/content/pages/readable.server";
import { isEditor, isLookedAfter, isOverdue, owner, ownerOfPage } from "~/features/content/pages/reviews.server";
import { SAMPLE_DAY } from "~/features/mail/messages/mail-kind.server";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import type { NotificationWords } from "~/features/mail/notifications/notification-words";
import { may } from "~/features/permissions/permissions";
import { scopeOf, visibleTo, visibleToPerson } from "~/features/permissions/scope.server";
import { foundBy, isOneOf } from "~/lib/ask-together.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { formatDate, later } from "~/lib/dates";
import { quoted } from "~/lib/quoted";
import { pageOfReviewCause, reviewCause } from "./page-review-cause";

type Due = { title: string; path: string; code: string; dueAt: Date; isOverdue: boolean; isTheirs: boolean; isEditor: boolean };

/** Reminds whoever looks after a page before its day to be checked, and once it has passed; editors, where nobody does any more. */
export const pageReviewNotice = notificationKind({
  name: "page-review",
  choice: null,
  args: z.object({ pageId: z.uuid() }),
  async load(ctx, { args, personId }): Promise<Due | string> {
    const page = await findDue(ctx, args.pageId, personId);
    if (!page) return "page-checked";
    const { mayRead, isLookedAfter, ...due } = page;
    if (!mayRead && !due.isEditor) return "not-in-audience";
    return (isLookedAfter ? due.isTheirs : due.isEditor) ? due : "not-theirs";
  },
  words: ({ title, path, code, dueAt, isOverdue, isTheirs, isEditor }, { name, shortName, baseUrl }) => ({
    subject: `${shortName}: ${quoted(title)} ${isOverdue ? "needs checking now" : "needs checking soon"}`,
    paragraphs: [
      isOverdue
        ? `${quoted(title)} was due to be checked by ${formatDate(dueAt)}. Its readers are told so on the page.`
        : `${quoted(title)} is due to be checked by ${formatDate(dueAt)}. After that day its readers are told that the check is overdue.`,
      isTheirs
        ? "You look after this page."
        : "Whoever looked after this page has left, or can no longer read it, so any editor can check it now.",
      isEditor
        ? "Read it from beginning to end. If it is still right, say so on the page below; if something has to change, edit and publish it."
        : "Read it from beginning to end, and answer this email: is it still right, and if not, what has to change? An editor does the rest.",
    ],
    action: isEditor
      ? { label: "Check the page", url: `${baseUrl}${editPath(code, "review")}` }
      : { label: "Read the page", url: baseUrl + pageAddress(path) },
    why: isTheirs
      ? `You get this email because you look after this page of ${name}.`
      : `You get this email because you are an editor of ${name}.`,
  }),
  samples: {
    soon: { ...aSample(), isOverdue: false },
    overdue: { ...aSample(), isOverdue: true },
    "to its author, who is no editor": { ...aSample(), isEditor: false, isOverdue: true },
    "nobody looks after it": { ...aSample(), isTheirs: false, isOverdue: true },
  },
  inbox: wordReviews,
});

function aSample(): Omit<Due, "isOverdue"> {
  return {
    title: "Keeping vaccines cold",
    path: "guidance/cold-chain",
    code: "7k2mq9xw4d",
    dueAt: SAMPLE_DAY,
    isTheirs: true,
    isEditor: true,
  };
}

async function findDue(ctx: Ctx, pageId: string, personId: PersonId | null) {
  const { title, path, code, reviewDueAt } = contentPages;
  const reader = sql`${personId}::uuid`;
  const [page] = await ctx.db
    .select({
      title,
      path,
      code,
      dueAt: reviewDueAt,
      isOverdue: isOverdue(ctx),
      isTheirs: sql<boolean>`coalesce(${owner.id} = ${reader}, false)`,
      isEditor: isEditor(reader, ctx.now),
      mayRead: sql<boolean>`${visibleToPerson(reader, ctx.now)}`,
      isLookedAfter: isLookedAfter(ctx),
    })
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .leftJoin(...ownerOfPage)
    .where(and(eq(contentPages.id, pageId), current(ctx)));
  return page?.dueAt && page.dueAt <= later(ctx.now, NOTICE) ? { ...page, dueAt: page.dueAt } : null;
}

/** What is still true of pages that the reader may read, or edit. */
function wordReviews(ctx: Ctx, causes: string[]): SQL<Map<string, NotificationWords>> {
  const { id, title, path, code, reviewDueAt } = contentPages;
  const isEditor = may(ctx.actor, "edit-pages");
  const pages = ctx.db
    .select({ id, title, path, code, dueAt: reviewDueAt, isOverdue: isOverdue(ctx) })
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .where(and(isOneOf(id, causes.map(pageOfReviewCause)), current(ctx), isEditor ? undefined : visibleTo(ctx)));
  return foundBy(pages, (found) => {
    const words = causes.flatMap((cause): [string, NotificationWords][] => {
      const page = found.find((each) => each.id === pageOfReviewCause(cause));
      if (!page?.dueAt || cause !== reviewCause(page.id, page.isOverdue ? "overdue" : "soon", page.dueAt)) return [];
      const before = page.isOverdue ? "Needs checking now:" : "Needs checking soon:";
      return [[cause, { before, text: page.title, href: isEditor ? editPath(page.code, "review") : pageAddress(page.path) }]];
    });
    return new Map(words);
  });
}
