import { eq } from "drizzle-orm";
import { z } from "zod";
import { privacyDepartures } from "#db/schema/privacy";
import { mailKind, SAMPLE_DAY } from "~/features/mail/messages/mail-kind.server";
import { formatDate } from "~/lib/dates";

/** To who asked to leave: what happens when, and how to stay. */
export const leavingMail = mailKind({
  name: "leaving",
  class: "rights",
  args: z.object({ departureId: z.uuid() }),
  async load(ctx, { args }) {
    const { dueAt, posts, cancelledAt, doneAt } = privacyDepartures;
    const [departure] = await ctx.db
      .select({ dueAt, posts, cancelledAt, doneAt })
      .from(privacyDepartures)
      .where(eq(privacyDepartures.id, args.departureId));
    if (!departure || departure.cancelledAt || departure.doneAt) return "departure-over";
    return { dueAt: departure.dueAt, posts: departure.posts };
  },
  words(departure, { name, baseUrl }) {
    const dueAt = formatDate(departure.dueAt);
    const posts =
      departure.posts === "delete"
        ? "Your forum posts are removed then."
        : "Your forum posts stay, under the name “Former member”, without your pictures and files.";
    return {
      subject: `You are leaving ${name} on ${dueAt}`,
      preheader: "Until then you can sign in and stay.",
      paragraphs: [
        `You asked to leave ${name}. On ${dueAt} we close your account and erase what we hold about you. ${posts}`,
        "From now on we send you nothing, except about the safety of your account and about your rights. When it is done, you get a receipt.",
        "If you change your mind, sign in before that day and press “Stay”. Everything is as it was then.",
      ],
      action: { label: "Change my mind", url: `${baseUrl}/account/leave` },
      after: ["If you did not ask for this, sign in, press “Stay” and change your password."],
      why: "You get this message because somebody with your password asked to leave in your account.",
    };
  },
  samples: { "posts stay": { dueAt: SAMPLE_DAY, posts: "keep" }, "posts go": { dueAt: SAMPLE_DAY, posts: "delete" } },
});
