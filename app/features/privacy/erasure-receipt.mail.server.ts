import { eq } from "drizzle-orm";
import { z } from "zod";
import { privacyErasures } from "#db/schema/privacy";
import { mailKind, SAMPLE_DAY } from "~/features/mail/messages/mail-kind.server";
import type { Receipt } from "./freeze-person.server";
import { receiptParagraphs } from "./receipt-text";

export const erasureReceiptMail = mailKind({
  name: "erasure-receipt",
  class: "rights",
  args: z.object({ erasureId: z.uuid() }),
  async load(ctx, { args }) {
    const [erasure] = await ctx.db
      .select({ receipt: privacyErasures.receipt })
      .from(privacyErasures)
      .where(eq(privacyErasures.id, args.erasureId));
    return erasure ? (erasure.receipt as Receipt) : "erasure-gone";
  },
  words: (receipt) => ({
    subject: "We are erasing your data",
    paragraphs: [
      "You asked us to erase what we hold about you. Your account is closed already. The rest is erased as soon as this message has left.",
      ...receiptParagraphs(receipt),
    ],
    why: "You get this message because it is the proof that your request was carried out. It is the last one we send you.",
  }),
  samples: {
    "posts stay": { reference: "7K2MQ9XW4D", posts: "keep", backupsUntil: SAMPLE_DAY.toISOString(), plan: [] },
    "posts go": {
      reference: "7K2MQ9XW4D",
      posts: "delete",
      backupsUntil: SAMPLE_DAY.toISOString(),
      plan: [
        { title: "Sign-in", table: "accounts", rows: 1, does: "delete", why: null },
        { title: "Posts", table: "forum_posts", rows: 12, does: "clear", why: null },
        { title: "Consents", table: "consent_records", rows: 3, does: "keep", why: "the law asks us to show that you agreed" },
      ],
    },
  },
});
