import { drainMail as drain } from "~/features/mail/drain.server";
import { closePostOffice, openPostOffice } from "~/features/mail/post-office.server";
import type { Ctx } from "~/lib/ctx";
import { env } from "~/lib/env.server";
import { MAIL_KINDS } from "./mail-kinds";

/** Sends what is due from a process that is no worker, such as a command that must see its mail leave. */
export async function drainMail(ctx: Ctx): Promise<void> {
  const { smtpUrl, smtpConnections, dkim } = env();
  const post = openPostOffice({
    kinds: MAIL_KINDS,
    relay: { url: smtpUrl, connections: smtpConnections },
    dkim,
    clock: () => new Date(),
  });
  try {
    await drain(ctx, post);
  } finally {
    await closePostOffice(post);
  }
}
