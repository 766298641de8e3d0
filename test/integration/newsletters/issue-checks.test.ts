import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { startMailing } from "~/features/mail/mailings/start-mailing.server";
import { checkIssue } from "~/features/newsletters/issues/check-issue.server";
import { getIssue } from "~/features/newsletters/issues/issues.queries.server";
import { previewDocument, renderIssueMail } from "~/features/newsletters/issues/render-issue-mail.server";
import type { Audience } from "~/features/permissions/scopes.server";
import { checkReaders } from "~/features/search/check-readers.server";
import { ForbiddenError } from "~/lib/errors";
import { aPage } from "../../support/content";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aCategory, aTopic } from "../../support/forum";
import { aDraft, aNewsletter, aSender, type someText } from "../../support/newsletters";
import { aGroup, aMember } from "../../support/people";

async function aMail(more: Parameters<typeof someText>[0] = {}) {
  const [sender, newsletter] = [await aSender(), await aNewsletter()];
  const { code } = await aDraft(sender, newsletter, more);
  const issue = await getIssue(ctxFor(sender), code);
  return { newsletter, issue, mail: await renderIssueMail(ctxFor(sender), issue) };
}

const stateOf = (checks: ReturnType<typeof checkIssue>, name: string) => checks.find((check) => check.name === name)!.state;

test("an ordinary issue passes every check", async () => {
  const { issue, mail } = await aMail();

  expect(checkIssue(mail, issue).map(({ state }) => state)).toEqual(["done", "done", "done", "done", "done"]);
});

test("PMN-18: a mail without an unsubscribe link in one of its parts is blocked on the checklist", async () => {
  const { issue, mail } = await aMail();
  const without = (text: string) => text.replaceAll(mail.placeholder, "");

  expect(stateOf(checkIssue({ ...mail, html: without(mail.html) }, issue), "unsubscribe")).toBe("blocked");
  expect(stateOf(checkIssue({ ...mail, text: without(mail.text) }, issue), "unsubscribe")).toBe("blocked");
});

test("PMN-18: the mail room refuses a mailing without an unsubscribe link, whoever asks", async () => {
  const { newsletter, mail } = await aMail();
  const content = { ...mail, text: mail.text.replaceAll(mail.placeholder, "") };

  await expect(startMailing(systemCtxFor(), { listId: newsletter.listId, kind: "issue", content })).rejects.toThrow(ForbiddenError);
});

test("E12: from 80 kB the size is a warning, above 100 kB it blocks", async () => {
  const { issue, mail } = await aMail();
  const padded = (bytes: number) => ({ ...mail, html: mail.html + "x".repeat(bytes - Buffer.byteLength(mail.html)) });

  expect(stateOf(checkIssue(padded(80_000), issue), "size")).toBe("done");
  expect(stateOf(checkIssue(padded(80_001), issue), "size")).toBe("warning");
  expect(stateOf(checkIssue(padded(100_001), issue), "size")).toBe("blocked");
});

test.each([
  ["Read [this](htp:/broken) and [that](https://nhs.example/ok).", "Put these right: htp:/broken"],
  ["Read [this]() and <https://nothing>.", "Put these right: https://nothing/, ()"],
  [Array.from({ length: 12 }, (_, n) => `[a](b${n})`).join(" "), expect.stringMatching(/^Put these right: b0, .* b9 and 2 more$/)],
])("a link that leads nowhere blocks, and is named: %s", async (body, words) => {
  const { issue, mail } = await aMail({ body });

  expect(checkIssue(mail, issue).find(({ name }) => name === "links")).toMatchObject({ state: "blocked", words });
});

test("a link that not all readers of the newsletter can follow is named with who can, and what its sender could not open is as absent", async () => {
  const [insider, title] = ["lease-readers", `Leases ${uuidv7().slice(-6)}`];
  await aGroup("other-readers");
  const sender = await aMember({ roles: ["newsletter-sender"], groups: [insider], secondFactorAt: new Date() });
  const slug = title.toLowerCase().replace(" ", "-");
  await aPage({ path: `guidance/${slug}`, title, audience: "members" });
  await aPage({ path: `guidance/open-${slug}`, title: "Open" });
  await aPage({ path: `guidance/hidden-${slug}`, title: "Hidden", audience: { groups: ["other-readers"] } });
  const topic = await aTopic({ author: sender, audience: { groups: [insider] }, title: "Of the group" });
  const category = await aCategory({ audience: "members", name: "For members" });
  const check = async (body: string, audience: Audience = "open") => {
    const { code } = await aDraft(sender, await aNewsletter({ audience }), { body });
    return checkReaders(ctxFor(sender), await getIssue(ctxFor(sender), code));
  };

  expect(
    await check(`[a](/guidance/open-${slug}) [b](/contact) [c](/news) \`[d](/guidance/${slug})\` https://nhs.example/x`),
  ).toMatchObject({
    state: "done",
    words: "Everybody who gets it can open each page, topic, category and newsletter of ours that it links to. Not looked at: /contact.",
  });
  const other = await aNewsletter({ audience: { groups: [insider] } });
  const archived = `[a](/newsletters/${other.slug}/an-issue) [b](/admin) [c](/newsletters/manage)`;
  expect(await check(archived, "members")).toMatchObject({
    state: "warning",
    words: expect.stringMatching(/^Not everybody .* \(for lease-readers\)\. Change .* Not looked at: \/admin, \/newsletters\/manage\.$/),
  });
  const members = `[a](http://localhost:3000/guidance/${slug}?page=2#x) [b](/forum/${category})`;
  expect(await check(members)).toMatchObject({
    state: "warning",
    words: expect.stringContaining(
      `Not everybody who gets it can open these: “${title}” (for members), “For members” (for members). Change`,
    ),
  });
  expect(await check(members, "members")).toMatchObject({ state: "done" });
  expect(await check(`[a](/forum/topics/${topic.code}-of-the-group)`, "members")).toMatchObject({
    state: "warning",
    words: expect.stringContaining(`“Of the group” (for ${insider})`),
  });
  const nothing = (path: string) => ({
    state: "warning",
    words: expect.stringMatching(new RegExp(`^Nothing that you can open is at ${path}\\. Change`)),
  });
  expect(await check(`[a](/guidance/hidden-${slug})`)).toMatchObject(nothing(`/guidance/hidden-${slug}`));
  expect(await check("[a](/guidance/nowhere)")).toMatchObject(nothing("/guidance/nowhere"));
});

test("every link that readers get is counted, however it was typed", async () => {
  const { issue, mail } = await aMail({ body: "www.nhs.example, https://nhs.example/ok, hello@nhs.example and `[a](b)`" });

  expect(checkIssue(mail, issue).find(({ name }) => name === "links")).toMatchObject({ state: "done", words: "All 3 links are complete." });
});

test("a subject that telephones cut off is a warning", async () => {
  const { issue, mail } = await aMail({ subject: "x".repeat(71) });

  expect(stateOf(checkIssue(mail, issue), "subject")).toBe("warning");
});

test("E11: every link of an issue is in its text part", async () => {
  const { mail } = await aMail({ body: "See [the guide](/guidance/complaints) and [the code](https://nhs.example/code?a=1&b=2)." });

  expect(mail.text).toContain("http://localhost:3000/guidance/complaints");
  expect(mail.text).toContain("https://nhs.example/code?a=1&b=2");
});

test("the text preview shows what was typed as text", async () => {
  const { mail } = await aMail({ subject: "Less < more & <script>" });

  expect(previewDocument(mail, "text")).toContain("Less &lt; more &amp; &lt;script&gt;");
  expect(previewDocument(mail, "text")).not.toContain("<script>");
});
