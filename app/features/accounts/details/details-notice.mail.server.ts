import { and, eq, isNotNull } from "drizzle-orm";
import { z } from "zod";
import { accounts } from "#db/schema/accounts";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { getDetails } from "~/features/people/save-details.server";

type Held = { fullName: string; jobTitle: string; organisationName: string };

/** Asks somebody once a year whether what is known about them is still right (PMN-29). */
export const detailsNotice = notificationKind({
  name: "details",
  choice: null,
  args: z.object({}),
  async load(ctx, { personId }): Promise<Held | string> {
    if (!personId) return "nobody";
    const [asked] = await ctx.db
      .select({ personId: accounts.personId })
      .from(accounts)
      .where(and(eq(accounts.personId, personId), isNotNull(accounts.detailsAskedAt)));
    return asked ? getDetails(ctx, personId) : "details-checked";
  },
  words: ({ fullName, jobTitle, organisationName }, { name, shortName, baseUrl }) => ({
    subject: `${shortName}: are your details still right?`,
    paragraphs: [
      "It is a year since you last checked what we hold about you.",
      `Full name: ${fullName || "not given"}. Job title: ${jobTitle || "not given"}. Organisation: ${organisationName || "not given"}.`,
      "If it is still right, say so on your profile, with one press. If something has changed, change it there. Nothing happens if you do neither.",
    ],
    action: { label: "Check your profile", url: `${baseUrl}/account/profile` },
    why: `You get this email because you have an account with ${name}. It is sent once a year.`,
  }),
  samples: {
    "all of it": { fullName: "Priya Shah", jobTitle: "Practice manager", organisationName: "Elm Tree Surgery" },
    "little of it": { fullName: "Priya Shah", jobTitle: "", organisationName: "" },
  },
  inbox: (_ctx, causes) =>
    new Map(causes.map((cause) => [cause, { before: "Once a year:", text: "are your details still right?", href: "/account/profile" }])),
});
