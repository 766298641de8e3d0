import { eq } from "drizzle-orm";
import { z } from "zod";
import { membershipApplications as applications } from "#db/schema/membership";
import { type MailText, mailKind } from "~/features/mail/messages/mail-kind.server";
import type { ApplicationState } from "~/features/membership/types";

type Told = { decisionReason: string | null };

type ApplicationMail = Pick<MailText<unknown, Told>, "words" | "samples"> & {
  name: string;
  /** It is only true while the application is in one of these. */
  states: readonly ApplicationState[];
};

/** Declares a mail that tells applicants how their application stands. */
export const applicationMail = ({ name, states, words, samples }: ApplicationMail) =>
  mailKind({
    name,
    class: "service",
    args: z.object({ applicationId: z.uuid() }),
    async load(ctx, { args }) {
      const { state, decisionReason } = applications;
      const [row] = await ctx.db.select({ state, decisionReason }).from(applications).where(eq(applications.id, args.applicationId));
      return row && states.includes(row.state) ? { decisionReason: row.decisionReason } : "application-changed";
    },
    words,
    samples,
  });

export const aboutApplication = (site: string) => `You get this email because you applied to join ${site}.`;
