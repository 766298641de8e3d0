import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { rateLimits } from "#db/schema/platform";
import { TooManyError } from "~/lib/errors";
import { consume, takeBack } from "~/lib/rate-limits.server";
import { testDb } from "../../support/context";

test("B4: an attempt is taken back from the count that it went into, and from none that began since", async () => {
  const limit = { name: "taken-back", points: 2, seconds: 60 };
  const early = await Promise.all(["alone", "followed"].map((key) => consume(limit, key)));
  await testDb()
    .db.update(rateLimits)
    .set({ expire: sql`${rateLimits.expire} - make_interval(secs => 61)` });
  await consume(limit, "followed");
  await takeBack(early);

  await consume(limit, "followed");
  await expect(consume(limit, "followed")).rejects.toThrow(TooManyError);
  const counted = [await consume(limit, "alone"), await consume(limit, "alone")];
  await expect(consume(limit, "alone")).rejects.toThrow(TooManyError);
  // the refused one counts too
  await takeBack(counted);
  await consume(limit, "alone");
  await expect(consume(limit, "alone")).rejects.toThrow(TooManyError);
});
