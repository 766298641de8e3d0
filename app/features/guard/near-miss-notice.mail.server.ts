import { and, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { nearMisses } from "#db/schema/guard";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import type { NotificationWords } from "~/features/mail/notifications/notification-words";
import { may } from "~/features/permissions/permissions";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { foundBy, isOneOf } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import { FOUND_WORDS, PLACE_WORDS, placesOf } from "./near-miss.policy";
import { mayRead, theirs } from "./near-miss-readers.server";
import { noModeratorWords } from "./no-moderator-words";

type Miss = Pick<typeof nearMisses.$inferSelect, "place" | "found"> & {
  /** Whom it stands for, to administrators who may not read there. */
  readers: Parameters<typeof noModeratorWords>[0] | null;
};

/**
 * Tells staff that a text seemed to identify a patient, and that its writer said it does not: where and of which kind, never what.
 * Administrators who may not read there are told for whom it stands, and no more.
 */
export const nearMissNotice = notificationKind({
  name: "near-miss",
  choice: null,
  args: z.object({ nearMissId: z.uuid() }),
  async load(ctx, { args, personId }): Promise<Miss | string> {
    const { place, found, lookedAt } = nearMisses;
    const [miss] = await ctx.db
      .select({ place, found, lookedAt, mayRead: mayRead(ctx, sql`${personId}::uuid`), ...readersColumns })
      .from(nearMisses)
      .leftJoin(...scopeOf(nearMisses.scopeId))
      .where(eq(nearMisses.id, args.nearMissId));
    if (!miss) return "near-miss-gone";
    if (miss.lookedAt) return "looked-at";
    const { audience, groups } = miss;
    return { place: miss.place, found: miss.found, readers: !miss.mayRead && audience ? { audience, groups } : null };
  },
  words({ place, found, readers }, { baseUrl }) {
    const told = `${PLACE_WORDS[place]} somebody wrote ${found.map((kind) => FOUND_WORDS[kind]).join(" and ")}. They were asked, and said that it is nobody’s.`;
    if (readers)
      return {
        subject: "Please find somebody to look: a text seemed to identify a patient",
        paragraphs: [told, noModeratorWords(readers)],
        action: { label: "Find somebody", url: `${baseUrl}/admin/members` },
        why: "You get this email because you are an administrator, and can give people roles.",
      };
    return {
      subject: "Please look: a text seemed to identify a patient",
      paragraphs: [told, "The words are not in this email. Please look at the place, and take the text down if they were wrong."],
      action: { label: "See where it is", url: `${baseUrl}/admin/near-misses` },
      why: "You get this email because it is your part to look at such texts.",
    };
  },
  samples: {
    "in the forum": { place: "forum", found: ["nhs-number"], readers: null },
    "in an enquiry": { place: "office-enquiry", found: ["birth-date", "postcode"], readers: null },
    "nobody there can look": { place: "forum", found: ["nhs-number"], readers: { audience: "groups", groups: ["Finance"] } },
  },
  inbox: wordNearMisses,
});

/** To administrators who may not read it only who can be asked to. */
function wordNearMisses(ctx: Ctx, causes: string[]): SQL<Map<string, NotificationWords>> | null {
  if (placesOf(ctx.actor).length === 0) return null;
  const causeOf = new Map(causes.map((cause) => [cause.slice(cause.indexOf(":") + 1), cause]));
  const waits = may(ctx.actor, "change-roles") ? isNull(nearMisses.lookedAt) : undefined;
  const rows = ctx.db
    .select({ id: nearMisses.id, isTheirs: sql<boolean>`${theirs(ctx)}`, ...readersColumns })
    .from(nearMisses)
    .leftJoin(...scopeOf(nearMisses.scopeId))
    .where(and(isOneOf(nearMisses.id, [...causeOf.keys()]), or(theirs(ctx), waits)));
  return foundBy(rows, (found) => {
    const words = found.map(({ id, isTheirs, audience, groups }): [string, NotificationWords] => [
      causeOf.get(id)!,
      isTheirs || audience === null
        ? { before: `${WHAT}:`, text: "look at it", href: "/admin/near-misses" }
        : { before: `${WHAT}. ${noModeratorWords({ audience, groups })}`, text: "Find somebody", href: "/admin/members" },
    ]);
    return new Map(words);
  });
}

const WHAT = "A text seemed to identify a patient, and its writer said not";
