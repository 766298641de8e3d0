import { uuidv7 } from "uuidv7";
import { accountRecoveryCodes } from "#db/schema/accounts";
import { privacyCopies, privacyCopyParts, privacyDepartures } from "#db/schema/privacy";
import { claimAddress } from "~/features/consents/claim-address.server";
import { setContactDetail } from "~/features/consents/contact-details.server";
import { ensureMarketingLists } from "~/features/consents/marketing-lists.server";
import { changeSubscription } from "~/features/consents/subscriptions.server";
import { saveDraft } from "~/features/drafts/save-draft.server";
import { attachProvenAddress } from "~/features/people/persons.server";
import { later } from "~/lib/dates";
import { randomCode, sha256 } from "~/lib/tokens.server";
import { ctxFor, systemCtxFor } from "./context";
import { aTextFile } from "./files";
import { aList, aWording, type TestPerson } from "./people";

/**
 * What a person leaves in the pages of their account: ways to be reached, an address that was a record of its own, codes, a change of mind.
 */
export async function leaveTracesOfAccount(mark: string, person: TestPerson): Promise<void> {
  const ctx = ctxFor(person);
  const { personId } = person;
  await setContactDetail(ctx, { personId, channel: "post", value: `1 ${mark} Street` });
  await setContactDetail(ctx, { personId, channel: "phone", value: "0113 496 0000" });
  await setContactDetail(ctx, { personId, channel: "fax", value: "0113 496 0001" });
  await ensureMarketingLists(ctx);

  const canonical = `second-${mark}@canary.example`;
  const subscriber = await attachProvenAddress(systemCtxFor(), { canonical, source: "newsletter-signup" });
  const consent = { action: "given", wordingId: await aWording(), source: "double-opt-in", detail: { note: mark } } as const;
  await changeSubscription(systemCtxFor(), { ...subscriber, ...consent, listId: await aList() });
  await claimAddress(ctx, { personId, canonical, source: mark });

  const { now } = ctx;
  await ctx.db.insert(accountRecoveryCodes).values({ id: uuidv7(), personId, codeHash: sha256(mark), createdAt: now });
  const file = await aTextFile(person, mark);
  await saveDraft(ctx, {
    path: `/forum/${mark}/new`,
    id: uuidv7(),
    values: { title: mark, body: `Not sent yet, ${mark}: ${file.markdown}` },
  });
  const departure = { id: uuidv7(), personId, posts: "keep", requestedAt: now, dueAt: later(now, 1000), cancelledAt: now } as const;
  await ctx.db.insert(privacyDepartures).values(departure);
  const [copy, bytes] = [{ id: uuidv7(), code: randomCode() }, Buffer.from(`Everything about ${mark}`)];
  await ctx.db.insert(privacyCopies).values({ ...copy, personId, format: "html", size: bytes.length, madeAt: now });
  await ctx.db.insert(privacyCopyParts).values({ copyId: copy.id, number: 0, bytes });
}
