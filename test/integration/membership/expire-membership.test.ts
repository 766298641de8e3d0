import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { membershipApplications } from "#db/schema/membership";
import { proofs } from "#db/schema/people";
import { expireMembership } from "~/features/membership/expire-membership.server";
import { acceptInvitation } from "~/features/membership/invitations/accept-invitation.server";
import { expireProofs } from "~/features/people/proofs.server";
import { DAY, later } from "~/lib/dates";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aClaim, anApplication, anInvitation, CHOSEN, storedApplication, storedInvitation } from "../../support/membership";
import { visitor } from "../../support/people";

const { db } = systemCtxFor();
const unproven = () => db.select().from(membershipApplications).where(eq(membershipApplications.state, "unproven"));

test("an application that nobody confirmed is forgotten after 30 days, not before; one that waits stays", async () => {
  await aClaim();
  const waiting = await anApplication();
  await expireMembership(systemCtxFor(later(new Date(), 29 * DAY)));
  expect(await unproven()).toHaveLength(1);

  await expireMembership(systemCtxFor(later(new Date(), 31 * DAY)));
  expect(await unproven()).toEqual([]);
  expect(await storedApplication(waiting.id)).toMatchObject({ state: "waiting" });
});

test("an invitation that nobody used ends after 14 days, and forgets who it was for", async () => {
  const [unused, used] = [await anInvitation({ message: "Do come." }), await anInvitation()];
  await acceptInvitation(ctxFor(visitor), used.token, { password: CHOSEN, signedInAs: null });
  await expireMembership(systemCtxFor(later(new Date(), 13 * DAY)));
  expect(await storedInvitation(unused.code)).toMatchObject({ state: "open", message: "Do come." });

  await expireMembership(systemCtxFor(later(new Date(), 15 * DAY)));
  expect(await storedInvitation(unused.code)).toMatchObject({ state: "expired", fullName: null, message: null });
  expect(await storedInvitation(used.code)).toMatchObject({ state: "accepted", fullName: "Idris Pemberton" });
});

test("after the proofs are forgotten too, nothing is left of the address", async () => {
  const { email } = await anInvitation();
  await expireMembership(systemCtxFor(later(new Date(), 15 * DAY)));
  await expireProofs(systemCtxFor(later(new Date(), 22 * DAY)));

  expect(await db.select().from(proofs).where(eq(proofs.canonical, email))).toEqual([]);
});
