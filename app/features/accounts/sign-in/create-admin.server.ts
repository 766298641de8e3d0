import { uuidv7 } from "uuidv7";
import { findAccount } from "~/features/accounts/accounts.queries.server";
import { roleChangedMail } from "~/features/accounts/staff/role-changed.mail.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { findHolder, takeTurn } from "~/features/people/persons.server";
import { buildProofToken, findProofById, openProof } from "~/features/people/proofs.server";
import { grant } from "~/features/permissions/grants.server";
import type { Ctx } from "~/lib/ctx";
import { env } from "~/lib/env.server";
import { inTransaction } from "~/lib/transaction.server";
import { endAllSessions } from "./sign-ins.server";

export type NewAdmin = { granted: true } | { granted: false; link: string; expiresAt: Date } | { granted: false; reason: "not-active" };

/**
 * Makes an administrator. Who has an account that can sign in gets the role without a last day, is signed out and told; for a new address
 * there is a one-time link, to be handed over by whoever ran the command. Left out, the address is typed behind the link: that is how the
 * first administrator of an empty portal arrives.
 */
export async function createAdmin(ctx: Ctx, canonical = ""): Promise<NewAdmin> {
  return inTransaction(ctx, async (ctx) => {
    const holder = canonical ? await findHolder(ctx, canonical) : null;
    if (holder?.hasAccount) {
      const { personId } = holder;
      await takeTurn(ctx, personId);
      if ((await findAccount(ctx, personId))?.state !== "active") return { granted: false, reason: "not-active" };
      await grant(ctx, { personId, role: "member", source: "create-admin" });
      if (!(await grant(ctx, { personId, role: "administrator", source: "create-admin" }))) return { granted: true };
      // as whoever becomes staff: they sign in again, and are told
      await endAllSessions(ctx, personId);
      const given = { change: "given", role: "administrator" } as const;
      await queueMail(ctx, roleChangedMail, given, { personId, cause: `role:${uuidv7()}` });
      return { granted: true };
    }
    const proof = await openProof(ctx, { purpose: "set-up", subject: "administrator", canonical });
    const token = buildProofToken((await findProofById(ctx, proof.id))!);
    return { granted: false, link: `${env().baseUrl}/set-up/${token}`, expiresAt: proof.expiresAt };
  });
}
