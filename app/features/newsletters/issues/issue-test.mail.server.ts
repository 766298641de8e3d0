import { z } from "zod";
import { mailKind } from "~/features/mail/messages/mail-kind.server";
import { findIssueById } from "./issues.queries.server";
import { PREVIEW_WORD, renderIssueMail } from "./render-issue-mail.server";

/** The mail as it will be, to whoever asked for it, and marked so that nobody takes it for the real one. */
export const issueTestMail = mailKind({
  name: "issue-test",
  class: "service",
  args: z.object({ issueId: z.uuid() }),
  async load(ctx, { args }) {
    const issue = await findIssueById(ctx, args.issueId);
    if (!issue) return "issue-gone";
    if (issue.takenOutAt) return "text-taken-out";
    const { subject, html, text } = await renderIssueMail(ctx, issue, PREVIEW_WORD);
    return { subject, html, text };
  },
  words: ({ subject, html, text }) => ({ subject: `[TEST] ${subject}`, html, text }),
  samples: {
    "an issue": {
      subject: "What changed in the contract",
      html: '<!doctype html><html lang="en-GB"><head><title>What changed in the contract</title></head><body><h1>What changed in the contract</h1><p>Here stands the issue, in the layout “issue”.</p></body></html>',
      text: "What changed in the contract\n\nHere stands the issue, in the layout “issue”.\n",
    },
  },
});
