import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { persons } from "#db/schema/people";
import { listHeldAddresses } from "~/features/people/addresses.server";
import { askTogether, firstOf, foundBy } from "~/lib/ask-together.server";
import { countQueries, systemCtxFor } from "../../support/context";
import { aMember } from "../../support/people";

test("queries that are asked together give what each gives alone: dates, lists, nothing, joined objects, and their order", async () => {
  const ctx = systemCtxFor();
  const { personId } = await aMember({ displayName: "Sue “the” \\ O’Neil\n" });
  const who = ctx.db
    .select({
      name: persons.displayName,
      createdAt: persons.createdAt,
      restricted: { at: persons.restrictedAt, why: persons.restrictedWhy },
      isRestricted: sql<boolean>`${persons.restrictedAt} is not null`,
      days: sql<string[]>`array['2026-11-30', '2026-12-01']`,
      madeAt: sql`${persons.createdAt}`.mapWith(persons.createdAt).as("made_at"),
    })
    .from(persons)
    .where(eq(persons.id, personId));
  const inOrder = ctx.db.select({ id: persons.id }).from(persons).orderBy(sql`${persons.id} desc`).limit(3);
  const nobody = ctx.db.select({ id: persons.id }).from(persons).where(sql`false`);
  const ask = () =>
    askTogether(ctx.db, {
      who: firstOf(who),
      held: foundBy(listHeldAddresses(ctx, personId)),
      inOrder: foundBy(inOrder),
      none: foundBy(nobody),
      nothing: firstOf(nobody),
      count: foundBy(inOrder, (rows) => rows.length),
    });

  const rows = await inOrder;
  expect(await ask()).toEqual({
    who: (await who)[0],
    held: await listHeldAddresses(ctx, personId),
    inOrder: rows,
    none: [],
    nothing: null,
    count: rows.length,
  });
  expect(await countQueries(ask)).toHaveLength(1);
});
