import { expect, test } from "vitest";
import { inTransaction, lockByName, whenCommitted } from "~/lib/transaction.server";
import { somebodyWaits, systemCtxFor } from "../../support/context";

test("of two that wait for each other one is begun anew: both are done, and what follows one follows it once", async () => {
  let holding = 0;
  const followed: string[] = [];
  const lock = (one: string, other: string) =>
    inTransaction(systemCtxFor(), async (ctx) => {
      await lockByName(ctx, one);
      holding++;
      await expect.poll(async () => holding > 1 || (await somebodyWaits())).toBe(true);
      await lockByName(ctx, other);
      await whenCommitted(ctx, () => void followed.push(one));
      return one;
    });
  expect(await Promise.all([lock("a", "b"), lock("b", "a")])).toEqual(["a", "b"]);
  expect(followed.sort()).toEqual(["a", "b"]);
});
