import { expect, test } from "vitest";
import { saveIssue } from "~/features/newsletters/issues/compose-issue.server";
import { getIssue, listIssues } from "~/features/newsletters/issues/issues.queries.server";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { ctxFor } from "../../support/context";
import { aDraft, aNewsletter, aReader, aSender, aSentIssue, someText } from "../../support/newsletters";
import { aGroup, aMember } from "../../support/people";

test("only senders compose", async () => {
  const newsletter = await aNewsletter();

  await expect(aDraft(await aMember(), newsletter)).rejects.toThrow(ForbiddenError);
});

test("a sender composes only what they may read", async () => {
  await aGroup("pcn");
  const newsletter = await aNewsletter({ audience: { groups: ["pcn"] } });

  await expect(aDraft(await aSender(), newsletter)).rejects.toThrow(NotFoundError);
});

test("a draft is rendered as it is saved, without anybody's raw HTML", async () => {
  const sender = await aSender();
  const { code } = await aDraft(sender, await aNewsletter(), { body: "## Hello\n\n<script>alert(1)</script>" });

  const issue = await getIssue(ctxFor(sender), code);
  expect(issue.bodyHtml).toContain("<h2>Hello</h2>");
  expect(issue.bodyHtml).not.toContain("<script");
});

test("saving over a version that somebody else replaced changes nothing and gives theirs", async () => {
  const sender = await aSender();
  const { code } = await aDraft(sender, await aNewsletter());
  expect(await saveIssue(ctxFor(sender), code, { ...someText({ body: "Theirs." }), version: 1 })).toEqual({ ok: true });

  const saved = await saveIssue(ctxFor(sender), code, { ...someText({ body: "Mine." }), version: 1 });

  expect(saved).toMatchObject({ ok: false, reason: "changed", current: { body: "Theirs.", version: 2 } });
  expect((await getIssue(ctxFor(sender), code)).body).toBe("Theirs.");
});

test("of two saves at the same moment one counts", async () => {
  const sender = await aSender();
  const { code } = await aDraft(sender, await aNewsletter());

  const saved = await Promise.all(["One.", "Two."].map((body) => saveIssue(ctxFor(sender), code, { ...someText({ body }), version: 1 })));

  expect(saved.filter(({ ok }) => ok)).toHaveLength(1);
});

test("the same text twice is saved once, whoever sent it first", async () => {
  const sender = ctxFor(await aSender());
  const { code } = await aDraft(await aSender(), await aNewsletter());
  const save = () => saveIssue(sender, code, { ...someText({ body: "Twice." }), version: 1 });

  expect(await Promise.all([save(), save()])).toEqual([{ ok: true }, { ok: true }]);
  expect(await save()).toEqual({ ok: true });
  expect((await getIssue(sender, code)).version).toBe(2);
});

test("a sent issue is not changed any more", async () => {
  const { code } = await aSentIssueWithReader();
  const sender = await aSender();

  expect(await saveIssue(ctxFor(sender), code, { ...someText(), version: 1 })).toEqual({ ok: false, reason: "sent" });
});

test("issues are listed latest first, a page at a time", async () => {
  const [sender, newsletter] = [await aSender(), await aNewsletter()];
  for (let number = 1; number <= 22; number++) await aDraft(sender, newsletter, { subject: `Issue ${number}` });

  const first = await listIssues(ctxFor(sender), newsletter);
  const second = await listIssues(ctxFor(sender), newsletter, first.next);

  expect(first.issues).toHaveLength(20);
  expect(first.issues[0]!.subject).toBe("Issue 22");
  expect(second.issues.map(({ subject }) => subject)).toEqual(["Issue 2", "Issue 1"]);
  expect(second.next).toBeNull();
});

async function aSentIssueWithReader() {
  const newsletter = await aNewsletter();
  await aReader(newsletter);
  return aSentIssue(newsletter);
}
