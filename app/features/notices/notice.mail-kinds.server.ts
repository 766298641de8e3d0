import type { MailKind } from "~/features/mail/messages/kinds.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { formatDate } from "~/lib/dates";
import { env } from "~/lib/env.server";
import { listChanges } from "./changes.queries.server";

/** Tells a member that a notice changed, in its author's one sentence. */
export const noticeNotification: MailKind = {
  name: "notice-notification",
  class: "service",

  async build(ctx, { args }) {
    const [change] = await listChanges(ctx, [args.wordingId ?? ""]);
    if (!change) return { skip: "notice-gone" };
    const { name } = await getSettings(ctx);
    const { baseUrl } = env();
    return {
      layout: "service",
      subject: `We changed our ${change.name}`,
      paragraphs: [`We changed the ${change.name} of ${name} on ${formatDate(change.publishedAt)}.`, change.change],
      action: { label: `Read the ${change.name}`, url: baseUrl + change.path },
      after: ["Earlier versions stay readable. If you have a question about it, answer this mail or use the contact form."],
      why: `You get this mail because you are a member of ${name} and the change may matter to you. Each change is mailed once.`,
    };
  },
};
