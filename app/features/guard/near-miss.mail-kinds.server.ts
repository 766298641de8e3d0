import { eq } from "drizzle-orm";
import { nearMisses } from "#db/schema/guard";
import type { MailKind } from "~/features/mail/messages/kinds.server";
import { env } from "~/lib/env.server";
import { FOUND_WORDS, PLACE_WORDS } from "./near-miss.policy";

/** Tells staff that a text seemed to identify a patient, and that its writer said it does not: where and of which kind, never what. */
export const nearMissNotification: MailKind = {
  name: "near-miss-notification",
  class: "service",

  async build(ctx, { args }) {
    const [miss] = await ctx.db
      .select()
      .from(nearMisses)
      .where(eq(nearMisses.id, args.nearMissId ?? ""));
    if (!miss) return { skip: "near-miss-gone" };
    if (miss.lookedAt) return { skip: "looked-at" };
    return {
      layout: "service",
      subject: "Please look: a text seemed to identify a patient",
      paragraphs: [
        `${PLACE_WORDS[miss.place]} somebody wrote ${miss.found.map((kind) => FOUND_WORDS[kind]).join(" and ")}. They were asked, and said that it is nobody’s.`,
        "The words are not in this mail. Please look at the place, and take the text down if they were wrong.",
      ],
      action: { label: "See where it stands", url: `${env().baseUrl}/admin/near-misses` },
      why: "You get this mail because it is your part to look at such texts.",
    };
  },
};
