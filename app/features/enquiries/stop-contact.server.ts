import { recordEntry } from "~/features/audit/record-entry.server";
import { endAllSubscriptions, objectByAddress } from "~/features/consents/subscriptions.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { getEnquiryForUpdate } from "./enquiries.queries.server";
import { insertMessage } from "./write-message.server";

export type StopResult = { ok: true } | { ok: false; reason: "no-address" };

/**
 * Staff carry out a request to be left alone without waiting for its sender's confirmation: what stops too early can be chosen again, what
 * goes on against somebody's will cannot be taken back. By the typed address, also where nobody is known by it. @throws NotFoundError
 */
export async function stopContact(ctx: Ctx, code: string): Promise<StopResult> {
  return inTransaction(ctx, async (ctx) => {
    const enquiry = await getEnquiryForUpdate(ctx, code);
    const canonical = enquiry.proof?.canonical;
    if (!enquiry.personId && !canonical) return { ok: false, reason: "no-address" };

    if (enquiry.personId) await endAllSubscriptions(ctx, { personId: enquiry.personId, action: "objected", source: "enquiry" });
    const holder = canonical ? await objectByAddress(ctx, { canonical, source: "enquiry" }) : null;
    await insertMessage(ctx, enquiry, {
      kind: "note",
      body: "Stopped newsletters and everything else that is sent by choice to this address.",
    });
    await recordEntry(ctx, {
      class: "act",
      action: "marketing.stopped",
      objectKind: "enquiry",
      objectId: enquiry.id,
      subjectId: enquiry.personId ?? holder,
      purpose: "objection",
    });
    return { ok: true };
  });
}
