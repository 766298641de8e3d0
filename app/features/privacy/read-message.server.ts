import { and, eq, not } from "drizzle-orm";
import { mailings } from "#db/schema/mail/mailings";
import { messages } from "#db/schema/mail/messages";
import { MAIL_KINDS } from "#jobs/mail-kinds";
import { recordEntry } from "~/features/audit/record-entry.server";
import { isEmptied, parseContent } from "~/features/mail/mailings/mailing-content.server";
import { letterOf } from "~/features/mail/messages/letters.server";
import { isNamed } from "~/features/mail/messages/message-ids.server";
import { getMailSender } from "~/features/mail/transport/sender.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import { type Ctx, systemCtx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";

/** The text of a mail as it would be made now, or why there is none any more. */
export type MessageText = { subject: string; text: string } | { gone: string };

/**
 * Shows staff what a mail says. Bodies are not stored: the kind builds it again, without the tokens of its links, which are the reader's
 * alone. The look is written down, with its reason, where the person it was sent to can see it.
 * @throws ForbiddenError, NotFoundError
 */
export async function readMessage(ctx: Ctx, name: string, reason: string): Promise<MessageText> {
  demandPermission(ctx, "read-mail-log");
  return inTransaction(ctx, async (ctx) => {
    const [message] = await ctx.db
      .select()
      .from(messages)
      .where(and(isNamed(name), not(messages.isVeiled)));
    if (!message) throw new NotFoundError("message");
    await recordEntry(ctx, {
      class: "access",
      action: "mail.body-read",
      objectKind: "message",
      objectId: message.id,
      subjectId: message.personId,
      purpose: "support",
      detail: { reason },
    });
    const letter = message.mailingId ? await issueOf(ctx, message.mailingId) : await buildAgain(ctx, message);
    return "gone" in letter ? letter : { subject: letter.subject, text: withoutTokens(letter.text) };
  });
}

async function issueOf(ctx: Ctx, mailingId: string): Promise<MessageText> {
  const [mailing] = await ctx.db.select({ content: mailings.content }).from(mailings).where(eq(mailings.id, mailingId));
  if (isEmptied(mailing!.content)) return { gone: "its text was taken out for good" };
  const { subject, text, placeholder } = parseContent(mailing!.content);
  return { subject, text: text.replaceAll(placeholder, HIDDEN) };
}

async function buildAgain(ctx: Ctx, message: typeof messages.$inferSelect): Promise<MessageText> {
  const kind = MAIL_KINDS.find(({ name }) => name === message.kind);
  if (!kind) return { gone: "no part of the portal makes this kind of email any more" };
  // what it said does not depend on who looks
  const asSender = { ...systemCtx(ctx.db, "mail.body-read", ctx.now), requestId: ctx.requestId };
  const content = await kind.build(asSender, { ...message, isLook: true });
  return "skip" in content ? { gone: content.skip.replaceAll("-", " ") } : letterOf(content, await getMailSender(ctx));
}

const HIDDEN = "[hidden]";

/** Tokens are 22 characters of base64url or more, behind a slash. */
const withoutTokens = (text: string) => text.replace(/(https?:\/\/[^\s]*\/)[\w-]{22,}(?=[/?\s.,)>]|$)/g, `$1${HIDDEN}`);
