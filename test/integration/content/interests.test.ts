import { expect, test } from "vitest";
import { listGuidesForInterests } from "~/features/content/pages/pages.queries.server";
import { tagPage } from "~/features/content/publishing/review-page.server";
import { findChosenInterests } from "~/features/people/interests.queries.server";
import { saveDetails } from "~/features/people/save-details.server";
import { ForbiddenError } from "~/lib/errors";
import { aPage, storedPage } from "../../support/content";
import { countQueries, ctxFor, systemCtxFor } from "../../support/context";
import { aMember, visitor } from "../../support/people";

test("PMN-28: who changes their interests is offered other guides, and none of their own once they switch it off", async () => {
  const finance = await aPage({ interests: ["Finance"] });
  const premises = await aPage({ interests: ["Premises", "Staffing"], audience: "members" });
  await aPage();
  const { personId, actor } = await aMember();
  const ctx = ctxFor(actor);
  const choose = (details: { interests?: string[]; personalise?: boolean }) => saveDetails(ctx, { personId, details });
  const offered = async () => (await listGuidesForInterests(ctx, await findChosenInterests(ctx), 10)).map(({ path }) => path);
  expect(await offered()).toEqual([]);

  await choose({ interests: ["Finance"] });
  expect(await offered()).toEqual([finance]);
  await choose({ interests: ["Premises"] });
  expect(await offered()).toEqual([premises]);
  await choose({ personalise: false });
  expect(await offered()).toEqual([]);
});

test("only editors say what a page is about", async () => {
  const path = await aPage();
  const { code } = await storedPage(path);

  await expect(tagPage(ctxFor(await aMember()), { code, interests: ["Finance"] })).rejects.toThrow(ForbiddenError);
  await tagPage(ctxFor(await aMember({ roles: ["editor"] })), { code, interests: ["Training"] });
  expect((await listGuidesForInterests(systemCtxFor(), ["Training"], 10)).map((page) => page.path)).toEqual([path]);
});

test("a visitor has no interests and asks for nothing", async () => {
  expect(await countQueries(async () => listGuidesForInterests(ctxFor(visitor), await findChosenInterests(ctxFor(visitor)), 3))).toEqual(
    [],
  );
});
