import { expect, test } from "vitest";
import { offerReading } from "~/features/content/pages/offered.queries.server";
import { findPage } from "~/features/content/pages/pages.queries.server";
import { tagPage } from "~/features/content/publishing/review-page.server";
import { saveDetails } from "~/features/people/save-details.server";
import { ForbiddenError } from "~/lib/errors";
import { aPage, storedPage } from "../../support/content";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aMember } from "../../support/people";

test("PMN-28, IMS-11: who changes their interests is offered other guides, and none of their own once they switch it off", async () => {
  const finance = await aPage({ interests: ["Finance"] });
  const premises = await aPage({ interests: ["Premises", "Staffing"], audience: "members" });
  const other = await aPage();
  const { personId, actor } = await aMember();
  const ctx = ctxFor(actor);
  const choose = (details: { interests?: string[]; personalise?: boolean }) => saveDetails(ctx, { personId, details });
  const offered = async () => {
    const { guides, interests } = await offerReading(ctx, { guides: 10, articles: 0 });
    return { guides: guides.map(({ path }) => path), interests };
  };
  const { guides: latest } = await offered();
  expect(latest).toEqual(expect.arrayContaining([finance, premises, other]));

  await choose({ interests: ["Finance"] });
  expect(await offered()).toEqual({ guides: [finance], interests: ["Finance"] });
  await choose({ interests: ["Premises"] });
  expect(await offered()).toEqual({ guides: [premises], interests: ["Premises"] });
  await choose({ interests: ["Training"] });
  expect(await offered()).toEqual({ guides: latest, interests: [] });
  await choose({ interests: ["Premises"], personalise: false });
  expect(await offered()).toEqual({ guides: latest, interests: [] });
});

test("only editors say what a page is about", async () => {
  const path = await aPage();
  const { code } = await storedPage(path);

  await expect(tagPage(ctxFor(await aMember()), { code, interests: ["Finance"] })).rejects.toThrow(ForbiddenError);
  await tagPage(ctxFor(await aMember({ roles: ["editor"] })), { code, interests: ["Training"] });
  expect((await findPage(systemCtxFor(), path))!.interests).toEqual(["Training"]);
});
