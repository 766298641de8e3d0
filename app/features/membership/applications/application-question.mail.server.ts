import { eq } from "drizzle-orm";
import { z } from "zod";
import { membershipApplications as applications, membershipQuestions as questions } from "#db/schema/membership";
import { mailKind } from "~/features/mail/messages/mail-kind.server";
import { unlinked } from "~/features/membership/unlinked";
import { aboutApplication } from "./application-mail.server";

/** A question that was answered or decided over meanwhile is not worth a mail. */
export const applicationQuestionMail = mailKind({
  name: "application-question",
  class: "service",
  args: z.object({ questionId: z.uuid() }),
  async load(ctx, { args }) {
    const [found] = await ctx.db
      .select({ question: questions.question, answeredAt: questions.answeredAt, state: applications.state })
      .from(questions)
      .innerJoin(applications, eq(applications.id, questions.applicationId))
      .where(eq(questions.id, args.questionId));
    return found?.state === "asked" && !found.answeredAt ? { question: found.question } : "question-closed";
  },
  words: ({ question }, { name, baseUrl }) => ({
    subject: `A question about your application to ${name}`,
    paragraphs: ["Before we decide, we would like to know:", unlinked(question), "Sign in to answer. Your application waits until you do."],
    action: { label: "Answer the question", url: `${baseUrl}/account/application` },
    why: aboutApplication(name),
  }),
  samples: { "a question": { question: "Which practice do you work for?" } },
});
