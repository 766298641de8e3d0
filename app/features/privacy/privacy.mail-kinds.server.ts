import { eq } from "drizzle-orm";
import { privacyDepartures, privacyErasures } from "#db/schema/privacy";
import type { MailKind } from "~/features/mail/messages/kinds.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { formatDate } from "~/lib/dates";
import { env } from "~/lib/env.server";
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

/** To who asked to leave: what happens when, and how to stay. */
export const leavingMail: MailKind = {
  name: "leaving",
  class: "rights",
  async build(ctx, message) {
    const { departureId } = message.args;
    const [departure] = departureId ? await ctx.db.select().from(privacyDepartures).where(eq(privacyDepartures.id, departureId)) : [];
    if (!departure || departure.cancelledAt || departure.doneAt) return { skip: "departure-over" };
    const { name } = await getSettings(ctx);
    const dueAt = formatDate(departure.dueAt);
    const posts =
      departure.posts === "delete" ? "Your forum posts are removed then." : "Your forum posts stay, under the name “Former member”.";
    return {
      layout: "service",
      subject: `You are leaving ${name} on ${dueAt}`,
      preheader: "Until then you can sign in and stay.",
      paragraphs: [
        `You asked to leave ${name}. On ${dueAt} we close your account and erase what we hold about you. ${posts}`,
        "From now on we send you nothing, except about the safety of your account and about your rights. When it is done, you get a receipt.",
        "If you change your mind, sign in before that day and press “Stay”. Everything is as it was then.",
      ],
      action: { label: "Change my mind", url: `${env().baseUrl}/account/leave` },
      after: ["If you did not ask for this, sign in, press “Stay” and change your password."],
      why: "You get this message because somebody with your password asked to leave in your account.",
    };
  },
};
