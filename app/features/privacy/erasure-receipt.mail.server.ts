import { eq } from "drizzle-orm";
import { z } from "zod";
import { privacyErasures } from "#db/schema/privacy";
import { LEFT_OUT } from "~/features/forum/watching/watching-mail.server";
import { mailKind } from "~/features/mail/messages/mail-kind.server";
import type { Receipt } from "./freeze-person.server";
import { receiptParagraphs } from "./receipt-text";

export const erasureReceiptMail = mailKind({
  name: "erasure-receipt",
  class: "rights",
  args: z.object({ erasureId: z.uuid() }),
  async load(ctx, { args, isLook }) {
    const [erasure] = await ctx.db
      .select({ receipt: privacyErasures.receipt })
      .from(privacyErasures)
      .where(eq(privacyErasures.id, args.erasureId));
    return erasure ? { ...(erasure.receipt as Receipt), ...(isLook ? { isLook } : {}) } : "erasure-gone";
  },
  words: (receipt) => ({
    subject: "We are erasing your data",
    paragraphs: [
      receipt.why === "ended"
        ? "You are no longer a member and get nothing else from us, so we do not keep your record any longer. We wrote to you about it a month ago."
        : "You asked us to erase what we hold about you.",
      "Your account is closed already. The rest is erased as soon as this message has left.",
      // how many posts they had tells of those without a name
      ...(receipt.isLook ? [LEFT_OUT] : receiptParagraphs(receipt)),
    ],
    why: "You get this message because it is the proof of what was erased. It is the last one we send you.",
  }),
  samples: {
    "posts stay": { reference: "7K2MQ9XW4D", posts: "keep", why: "asked", plan: [] },
    "nothing goes on any more": { reference: "7K2MQ9XW4D", posts: "keep", why: "ended", plan: [] },
    "posts go": {
      reference: "7K2MQ9XW4D",
      posts: "delete",
      why: "asked",
      plan: [
        { title: "Sign-in", table: "accounts", rows: 1, does: "delete", why: null },
        { title: "Posts", table: "forum_posts", rows: 12, does: "clear", why: null },
        { title: "Consents", table: "consent_records", rows: 3, does: "keep", why: "the law asks us to show that you agreed" },
      ],
    },
  },
});
