import type { MailKind } from "~/features/mail/kinds.server";
import { getNotificationChoice } from "~/features/mail/notification-choices.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { formatDate } from "~/lib/dates";
import { env } from "~/lib/env.server";
import { listChanges } from "./changes.queries.server";

/** Tells a member that a notice changed, in its author's one sentence. */
export const noticeNotification: MailKind = {
  name: "notice-notification",
  class: "service",

  async stillAllowed(ctx, { personId }) {
    return personId && (await getNotificationChoice(ctx, personId, "notice")).mail ? null : "switched-off";
  },

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
      why: `You get this mail because you are a member of ${name} and the change may matter to you. You can switch these mails off at ${baseUrl}/account/notifications`,
    };
  },
};
