import { expect, test } from "vitest";
import { getArchivedIssue, listArchive } from "~/features/newsletters/archive.queries.server";
import { chooseInAccount } from "~/features/newsletters/choose-newsletters.server";
import { getNewsletter, listNewsletters } from "~/features/newsletters/newsletters.queries.server";
import { NotFoundError } from "~/lib/errors";
import { ctxFor } from "../../support/context";
import { aDraft, aNewsletter, aReader, aSender, aSentIssue } from "../../support/newsletters";
import { aMember, visitor } from "../../support/people";

test("a draft stands in no archive and on no card", async () => {
  const newsletter = await aNewsletter();
  await aDraft(await aSender(), newsletter);

  expect(await listArchive(ctxFor(visitor), newsletter)).toEqual({ issues: [], next: null });
  expect((await listNewsletters(ctxFor(visitor))).find(({ slug }) => slug === newsletter.slug)!.lastIssue).toBeNull();
});

test("E19: the public copy holds the text, and nothing of the mail or of who got it", async () => {
  const newsletter = await aNewsletter();
  const reader = await aReader(newsletter);
  await aSentIssue(newsletter);

  const issue = await getArchivedIssue(ctxFor(visitor), newsletter.slug, "quieter-mondays");

  expect(issue.bodyHtml).toContain("Finished by eleven");
  expect(JSON.stringify(issue)).not.toMatch(/unsubscribe|one-click/);
  expect(JSON.stringify(issue)).not.toContain(reader.email);
});

test("E19: the archive of a members' newsletter is not there for others", async () => {
  const newsletter = await aNewsletter({ audience: "members" });
  const member = await aMember();
  await chooseInAccount(ctxFor(member), { newsletter: [newsletter.slug], shown: [] });
  await aSentIssue(newsletter);

  await expect(getNewsletter(ctxFor(visitor), newsletter.slug)).rejects.toThrow(NotFoundError);
  await expect(getArchivedIssue(ctxFor(visitor), newsletter.slug, "quieter-mondays")).rejects.toThrow(NotFoundError);
  expect((await listNewsletters(ctxFor(visitor))).map(({ slug }) => slug)).not.toContain(newsletter.slug);
  expect(await getArchivedIssue(ctxFor(member), newsletter.slug, "quieter-mondays")).toMatchObject({ audience: "members" });
});

test("the card of a newsletter shows its latest issue", async () => {
  const newsletter = await aNewsletter();
  await aReader(newsletter);
  await aSentIssue(newsletter, { subject: "Earlier" });
  await aSentIssue(newsletter, { subject: "Latest" });

  const card = (await listNewsletters(ctxFor(visitor))).find(({ slug }) => slug === newsletter.slug);
  expect(card!.lastIssue).toMatchObject({ slug: "latest", subject: "Latest" });
});
