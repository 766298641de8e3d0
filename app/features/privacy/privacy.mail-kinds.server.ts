import { eq } from "drizzle-orm";
import { privacyErasures } from "#db/schema/privacy";
import type { MailKind } from "~/features/mail/kinds.server";
import type { Receipt } from "./erasure.server";
import { receiptParagraphs } from "./receipt-text";

export const erasureReceipt: MailKind = {
  name: "erasure-receipt",
  class: "rights",
  async build(ctx, message) {
    const erasureId = message.args.erasureId;
    const [erasure] = erasureId ? await ctx.db.select().from(privacyErasures).where(eq(privacyErasures.id, erasureId)) : [];
    if (!erasure) return { skip: "erasure-gone" };
    return {
      layout: "service",
      subject: "We are erasing your data",
      paragraphs: [
        "You asked us to erase what we hold about you. Your account is closed already. The rest is erased as soon as this message has left.",
        ...receiptParagraphs(erasure.receipt as Receipt),
      ],
      why: "You get this message because it is the proof that your request was carried out. It is the last one we send you.",
    };
  },
};
