import { eq, sql } from "drizzle-orm";
import { nearMisses } from "#db/schema/guard";
import type { MailKind } from "~/features/mail/messages/kinds.server";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { env } from "~/lib/env.server";
import { FOUND_WORDS, PLACE_WORDS } from "./near-miss.policy";
import { noJudgeWords } from "./no-judge-words";
import { mayRead } from "./tell-of-near-miss.server";

/**
 * Tells staff that a text seemed to identify a patient, and that its writer said it does not: where and of which kind, never what. Administrators
 * who may not read there are told for whom it stands, and no more.
 */
export const nearMissNotification: MailKind = {
  name: "near-miss-notification",
  class: "service",

  async build(ctx, { args, personId }) {
    const { place, found, lookedAt } = nearMisses;
    const [miss] = await ctx.db
      .select({ place, found, lookedAt, mayRead: mayRead(ctx, sql`${personId}::uuid`), ...readersColumns })
      .from(nearMisses)
      .leftJoin(...scopeOf(nearMisses.scopeId))
      .where(eq(nearMisses.id, args.nearMissId ?? ""));
    if (!miss) return { skip: "near-miss-gone" };
    if (miss.lookedAt) return { skip: "looked-at" };
    const told = `${PLACE_WORDS[miss.place]} somebody wrote ${miss.found.map((kind) => FOUND_WORDS[kind]).join(" and ")}. They were asked, and said that it is nobody’s.`;
    if (!miss.mayRead && miss.audience)
      return {
        layout: "service",
        subject: "Please find somebody to look: a text seemed to identify a patient",
        paragraphs: [told, noJudgeWords({ audience: miss.audience, groups: miss.groups })],
        action: { label: "Find somebody", url: `${env().baseUrl}/admin/members` },
        why: "You get this mail because you are an administrator, and can give people roles.",
      };
    return {
      layout: "service",
      subject: "Please look: a text seemed to identify a patient",
      paragraphs: [told, "The words are not in this mail. Please look at the place, and take the text down if they were wrong."],
      action: { label: "See where it stands", url: `${env().baseUrl}/admin/near-misses` },
      why: "You get this mail because it is your part to look at such texts.",
    };
  },
};
