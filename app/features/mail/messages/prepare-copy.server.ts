import { eq } from "drizzle-orm";
import { mailings } from "#db/schema/mail/mailings";
import { listColumns, listOf } from "~/features/consents/joined-list.server";
import { parseContent } from "~/features/mail/mailings/mailing-content.server";
import type { LeasedMessage } from "~/features/mail/transport/claim.server";
import { getMailSender } from "~/features/mail/transport/sender.server";
import type { Ctx } from "~/lib/ctx";
import { letterOf, personalPart, stencilOfMailing } from "./letters.server";
import type { PostOffice } from "./post-office.server";
import { cutStencil, fillStencil, type Stencil } from "./stencil.server";

/** A message that is ready to leave; its bytes are made when it does. */
export type Prepared = { message: LeasedMessage; from: string; write: (date: Date) => Buffer };

/** More are not sent at once; each holds its two parts in wire format. */
const MOST_STENCILS = 4;

/**
 * Asks the message's room whether it may still leave and what it says. A mailing's content was frozen when it started. Null where no
 * room of this release knows the kind: a newer one wrote it.
 */
export async function prepareCopy(ctx: Ctx, post: PostOffice, message: LeasedMessage): Promise<Prepared | { skip: string } | null> {
  const made = message.mailingId ? await stencilOf(ctx, post, message.mailingId) : await build(ctx, post, message);
  if (!made || "skip" in made) return made;
  const personal = message.subscriptionId ? personalPart(message.subscriptionId) : { word: null, headers: {} };
  const { domain } = /@(?<domain>.+)$/.exec((await getMailSender(ctx)).from.address)!.groups!;
  return {
    message,
    // What comes back to this address is about this message, whatever it says.
    from: `bounces+${message.verp.toString("hex")}@${domain}`,
    write: (date) => fillStencil(made, { to: message.toEmail, messageId: message.messageId, date, ...personal }, post.signer),
  };
}

async function build(ctx: Ctx, post: PostOffice, message: LeasedMessage): Promise<Stencil | { skip: string } | null> {
  const kind = post.kinds.get(message.kind);
  if (!kind) return null;
  const refusal = await kind.stillAllowed(ctx, message);
  if (refusal) return { skip: refusal };
  const content = await kind.build(ctx, message);
  return "skip" in content ? content : cutStencil(await letterOf(content, await getMailSender(ctx)));
}

async function stencilOf(ctx: Ctx, post: PostOffice, mailingId: string): Promise<Stencil> {
  const known = post.stencils.get(mailingId);
  if (known) return known;
  const [row] = await ctx.db
    .select({ content: mailings.content, slug: listColumns.slug })
    .from(mailings)
    .innerJoin(...listOf(mailings.listId))
    .where(eq(mailings.id, mailingId));
  const stencil = stencilOfMailing(parseContent(row!.content), row!, await getMailSender(ctx));
  if (post.stencils.size >= MOST_STENCILS) post.stencils.delete(post.stencils.keys().next().value!);
  post.stencils.set(mailingId, stencil);
  return stencil;
}
