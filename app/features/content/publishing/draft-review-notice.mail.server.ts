import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { contentPages, contentRevisions } from "#db/schema/content";
import { contentReviewRequests } from "#db/schema/content/publishing";
import { editPath } from "~/features/content/pages/edit-path";
import { isEditor } from "~/features/content/pages/reviews.server";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import type { NotificationWords } from "~/features/mail/notifications/notification-words";
import { joinedPerson } from "~/features/people/joined-person.server";
import { may } from "~/features/permissions/permissions";
import { getSettings } from "~/features/settings/settings.queries.server";
import { foundBy, isOneOf } from "~/lib/ask-together.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { quoted } from "~/lib/quoted";
import { draftReviewCause, REVIEW_TURNS, type ReviewTurn, readDraftReviewCause } from "./draft-review-cause";

type Told = { turn: ReviewTurn; title: string; code: string; name: string | null; needsAnother: boolean };

/** Tells editors that a draft waits for them, and whoever asked what became of theirs. */
export const draftReviewNotice = notificationKind({
  name: "draft-review",
  choice: null,
  args: z.object({ pageId: z.uuid(), turn: z.enum(REVIEW_TURNS) }),
  async load(ctx, { args: { pageId, turn }, personId }): Promise<Told | string> {
    const draft = await findDraft(ctx, pageId, personId);
    if (!draft?.isEditor) return "not-theirs";
    const { title, code, name, isAsked } = draft;
    if (turn === "asked" && !isAsked) return "not-waiting";
    return { turn, title, code, name, needsAnother: (await getSettings(ctx)).pageReviewers > 0 };
  },
  words: ({ turn, title, code, name, needsAnother }, { name: network, shortName, baseUrl }) => {
    const link = (act?: string) => baseUrl + editPath(code, act);
    const why = `You get this email because you are an editor of ${network}.`;
    if (turn === "asked")
      return {
        subject: `${shortName}: ${quoted(title)} is waiting for a review`,
        paragraphs: [
          `${name ?? "An editor"} asks you to read the draft of ${quoted(title)} before readers get it.`,
          `Approve and publish it, or send it back with comments. Any editor${needsAnother ? " but its writer" : ""} can; whoever comes first does it for all.`,
        ],
        action: { label: "Read the draft", url: link("comments") },
        why,
      };
    const isOut = turn === "published";
    return {
      subject: `${shortName}: ${quoted(title)} ${isOut ? "is published" : "came back with comments"}`,
      paragraphs: isOut
        ? [`Another editor read the draft of ${quoted(title)} for which you asked for a review. Readers have it now.`]
        : [
            `An editor read the draft of ${quoted(title)} and sent it back to you with comments.`,
            "Change it, then ask for a review again.",
          ],
      action: isOut ? { label: "See the page", url: link() } : { label: "Read the comments", url: link("comments") },
      why,
    };
  },
  samples: {
    asked: aSample("asked"),
    "asked where another has to publish": { ...aSample("asked"), needsAnother: true },
    "asked by somebody who left": { ...aSample("asked"), name: null },
    "sent back": aSample("sent-back"),
    published: aSample("published"),
  },
  inbox: (ctx, causes) => {
    if (!may(ctx.actor, "edit-pages")) return new Map();
    const drafts = selectDrafts(ctx).where(
      isOneOf(
        contentPages.id,
        causes.map((cause) => readDraftReviewCause(cause).pageId),
      ),
    );
    return foundBy(drafts, (found) => {
      const words = causes.flatMap((cause): [string, NotificationWords][] => {
        const { turn, pageId } = readDraftReviewCause(cause);
        const draft = found.find((each) => each.id === pageId);
        const isOver = turn === "asked" && !(draft?.askedAt && cause === draftReviewCause("asked", pageId, new Date(draft.askedAt)));
        if (!turn || !draft || isOver) return [];
        return [
          [cause, { before: BEFORE[turn], text: draft.title, href: editPath(draft.code, turn === "published" ? undefined : "comments") }],
        ];
      });
      return new Map(words);
    });
  },
});

const BEFORE: Record<ReviewTurn, string> = {
  asked: "Waiting for a review:",
  "sent-back": "Sent back with comments:",
  published: "Published after a review:",
};

function aSample(turn: ReviewTurn): Told {
  return { turn, title: "Keeping vaccines cold", code: "7k2mq9xw4d", name: "Priya Nair", needsAnother: false };
}

const asker = joinedPerson("asker");

/** Pages by their newest text, with the request for a review that waits. */
const selectDrafts = (ctx: Ctx, personId: PersonId | null = null) =>
  ctx.db
    .select({
      id: contentPages.id,
      code: contentPages.code,
      title: contentRevisions.title,
      askedAt: contentReviewRequests.askedAt,
      isAsked: sql<boolean>`${contentReviewRequests.pageId} is not null`,
      name: asker.name,
      isEditor: isEditor(sql`${personId}::uuid`, ctx.now),
    })
    .from(contentPages)
    .innerJoin(contentRevisions, and(eq(contentRevisions.pageId, contentPages.id), eq(contentRevisions.number, contentPages.version)))
    .leftJoin(contentReviewRequests, eq(contentReviewRequests.pageId, contentPages.id))
    .leftJoin(...asker.of(contentReviewRequests.askedBy))
    .$dynamic();

async function findDraft(ctx: Ctx, pageId: string, personId: PersonId | null) {
  const [draft] = await selectDrafts(ctx, personId).where(eq(contentPages.id, pageId));
  return draft ?? null;
}
