import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { addresses, persons } from "#db/schema/people";
import { countReach } from "~/features/consents/reach.queries.server";
import { getIssue } from "~/features/newsletters/issues/issues.queries.server";
import { lookAtAudience } from "~/features/newsletters/issues/look-at-audience.server";
import { holdSubscription } from "~/features/newsletters/subscriptions/hold-subscription.server";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aDraft, aNewsletter, aReader, aSender } from "../../support/newsletters";
import { visitor } from "../../support/people";

async function anIssue() {
  const [sender, newsletter] = [await aSender(), await aNewsletter()];
  const { code } = await aDraft(sender, newsletter);
  return { sender, newsletter, issue: await getIssue(ctxFor(sender), code) };
}

test("who gets it and who does not are told with the reason, addresses masked", async () => {
  const { sender, newsletter, issue } = await anIssue();
  const [gets, left, bounced, restricted] = [
    await aReader(newsletter),
    await aReader(newsletter),
    await aReader(newsletter),
    await aReader(newsletter),
  ];
  const { db } = systemCtxFor();
  await holdSubscription(ctxFor(visitor), left.subscriptionId);
  await db.update(addresses).set({ undeliverableAt: new Date() }).where(eq(addresses.personId, bounced.personId));
  await db.update(persons).set({ restrictedAt: new Date(), restrictedWhy: "test" }).where(eq(persons.id, restricted.personId));

  const reach = await countReach(ctxFor(sender), newsletter.listId);
  expect(reach.reachable).toBe(1);
  expect(Object.fromEntries(reach.blocked.map(({ blocker, count }) => [blocker, count]))).toEqual({
    held: 1,
    undeliverable: 1,
    restricted: 1,
  });

  const { rows } = await lookAtAudience(ctxFor(sender), issue, "reachable");
  expect(rows).toHaveLength(1);
  expect(rows[0]!.address).toMatch(/^r•••@test\.example$/);
  expect(rows[0]!.address).not.toContain(gets.email.split("@")[0]!);
  expect((await lookAtAudience(ctxFor(sender), issue, "undeliverable")).rows).toMatchObject([{ blocker: "undeliverable" }]);
});

test("each person shown has the look in their own record; those not shown have none", async () => {
  const { sender, newsletter, issue } = await anIssue();
  const [shown, other] = [await aReader(newsletter), await aReader(newsletter)];
  await holdSubscription(ctxFor(visitor), other.subscriptionId);

  await lookAtAudience(ctxFor(sender), issue, "reachable");

  const looksAt = (personId: string) =>
    systemCtxFor()
      .db.select()
      .from(auditEntries)
      .where(and(eq(auditEntries.subjectId, personId), eq(auditEntries.class, "access")));
  expect(await looksAt(shown.personId)).toMatchObject([{ action: "audience.looked-at", actorId: sender.personId }]);
  expect(await looksAt(other.personId)).toEqual([]);
});

test("the list is paged, each person once", async () => {
  const { sender, newsletter, issue } = await anIssue();
  for (let number = 0; number < 27; number++) await aReader(newsletter);

  const first = await lookAtAudience(ctxFor(sender), issue, "reachable");
  const second = await lookAtAudience(ctxFor(sender), issue, "reachable", first.next);

  expect(first.rows).toHaveLength(25);
  expect(second.rows).toHaveLength(2);
  expect(second.next).toBeNull();
  expect(new Set([...first.rows, ...second.rows].map(({ ref }) => ref)).size).toBe(27);
});
