import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { wordingAcceptances, wordings } from "#db/schema/consents";
import { notifications } from "#db/schema/mail/notifications";
import { noticeVersions } from "#db/schema/notices";
import { MAIL_KINDS } from "#jobs/mail-kinds";
import { acceptVersion } from "~/features/consents/wording-acceptances.server";
import { ensureNotice } from "~/features/notices/ensure-notice.server";
import type { NoticeInput } from "~/features/notices/notice.schema";
import { noticeChangeNotice } from "~/features/notices/notice-change-notice.mail.server";
import type { NoticeSlug } from "~/features/notices/notices";
import { getNotice, getVersion, listNotices, listVersions } from "~/features/notices/notices.queries.server";
import { previewNotice, publishNotice } from "~/features/notices/publish-notice.server";
import { renderNoticesAgain } from "~/features/notices/render-notices-again.server";
import { tellOfChanges } from "~/features/notices/tell-of-changes.server";
import { changeSettings } from "~/features/settings/change-settings.server";
import { ForbiddenError } from "~/lib/errors";
import { countQueries, ctxFor, systemCtxFor } from "../../support/context";
import { aDpo } from "../../support/enquiries";
import { aPostOffice, aSink, drain } from "../../support/mail";
import { mailsTo } from "../../support/newsletters";
import { aMember, aPerson, visitor } from "../../support/people";
import { findNoticeNews } from "../../support/told";

const NAMED = { controllerName: "The Practice Network Ltd", dpoName: "Dana Price" };
beforeAll(() => changeSettings(systemCtxFor(), NAMED));

const SLUG = "privacy-notice";
let made = 0;

/** Publishes the next version, whatever stands there now. */
async function publish(more: Partial<NoticeInput> & { slug?: NoticeSlug; now?: Date } = {}) {
  const { slug = SLUG, now, ...input } = more;
  const dpo = await aDpo();
  const basedOn = (await getNotice(systemCtxFor(), slug)).version ?? 0;
  return publishNotice(ctxFor(dpo, now), slug, {
    body: `Text ${++made}. [[what-we-hold]]`,
    change: `Change ${made}.`,
    material: "no",
    basedOn,
    ...input,
  });
}

test("HELM-14, LMS-17: the notice names the controller, the data protection officer and where to go with a concern", async () => {
  const { html } = await getNotice(ctxFor(visitor), SLUG);
  for (const words of [NAMED.controllerName, NAMED.dpoName, "mailto:privacy@network.example", "mailto:complaints@network.example"])
    expect(html).toContain(words);
});

test("HELM-14: no notice is published before controller and data protection officer are named", async () => {
  await changeSettings(systemCtxFor(), { dpoName: "" });
  expect(await publish()).toEqual({ ok: false, reason: "nobody-named" });
  await changeSettings(systemCtxFor(), NAMED);
  expect(await publish()).toMatchObject({ ok: true });
});

test("on any database the notices are there; the first act that names one publishes it, once", async () => {
  const terms = await getNotice(ctxFor(visitor), "terms");
  expect(terms).toMatchObject({ version: null });
  const versions = await Promise.all([1, 2, 3].map(() => ensureNotice(ctxFor(visitor), "terms")));
  expect(new Set(versions.map(({ id }) => id)).size).toBe(1);
  expect(await getNotice(ctxFor(visitor), "terms")).toMatchObject({ version: 1, html: terms.html });
});

test("PMN-39: an old version stays readable exactly as it was, its tables and names too", async () => {
  await publish({ body: "Held by [[controller]].\n\n[[what-we-hold]]" });
  const { version, html } = await getNotice(ctxFor(visitor), SLUG);
  await changeSettings(systemCtxFor(), { controllerName: "Somebody Else" });
  await publish({ body: "New words by [[controller]]." });
  expect(await getVersion(ctxFor(visitor), SLUG, version!)).toMatchObject({ html, replacedAt: expect.any(Date) });
  expect((await getNotice(ctxFor(visitor), SLUG)).html).toContain("Somebody Else");
  expect((await listVersions(ctxFor(visitor), SLUG)).map((each) => each.version)).toContain(version);
  await changeSettings(systemCtxFor(), NAMED);
});

test("a notice whose names or tables would say something else now is shown to its authors as out of date", async () => {
  await publish({ slug: "complaints", body: "Write to [[complaint-contact]]." });
  const isStale = async () => (await listNotices(systemCtxFor())).find(({ slug }) => slug === "complaints")!.isStale;
  expect(await isStale()).toBe(false);
  await changeSettings(systemCtxFor(), { complaintContact: "other@network.example" });
  expect(await isStale()).toBe(true);
  await changeSettings(systemCtxFor(), { complaintContact: "complaints@network.example" });
});

test("the very same text is refused, as are words that nobody can fill in and a text written from an older version", async () => {
  await publish({ body: "The same." });
  expect(await publish({ body: "The same." })).toEqual({ ok: false, reason: "same-text" });
  expect(await publish({ body: "[[nothing]]" })).toEqual({ ok: false, reason: "unknown-words", words: ["nothing"] });
  expect(await publish({ body: "The same.", basedOn: 0 })).toEqual({ ok: false, reason: "same-text" });
  expect(await publish({ basedOn: 0 })).toMatchObject({ ok: false, reason: "changed-meanwhile" });
});

test("B28: of two versions published at once from the same one, the second author is told", async () => {
  const { version } = await getNotice(systemCtxFor(), SLUG);
  const results = await Promise.all([publish({ basedOn: version! }), publish({ basedOn: version! })]);
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(results.filter(({ ok }) => !ok)).toEqual([{ ok: false, reason: "changed-meanwhile", version: version! + 1 }]);
});

test("nobody but the data protection officer and administrators publishes or previews", async () => {
  const member = await aMember({ roles: ["editor", "contacts-officer", "steering-group"], secondFactorAt: new Date() });
  const input = { body: "x", change: "x", material: "yes" as const, basedOn: 0 };
  await expect(publishNotice(ctxFor(member), SLUG, input)).rejects.toThrow(ForbiddenError);
  await expect(previewNotice(ctxFor(member), SLUG, input)).rejects.toThrow(ForbiddenError);
});

test("B14, B18: what an author types is sanitised Markdown; braces stand as they are", async () => {
  await publish({ slug: "terms", body: "{{7*7}} <img src=x onerror=alert(1)> [a](javascript:alert(1)) <script>alert(1)</script>" });
  const { html } = await getNotice(ctxFor(visitor), "terms");
  expect(html).toContain("{{7*7}}");
  expect(html).not.toMatch(/<img|<script|href="javascript/);
});

test("ISO-19, PMN-39: a change that matters dates the notice, is told once to each member, and stays above home until they have read it", async () => {
  const [member, specialist] = [await aMember(), await aPerson({ groups: ["digital-champions"] })];
  const outsider = await aPerson();
  const now = new Date();
  const published = await publish({ material: "yes", change: "We keep enquiries for less time.", now });
  expect(published).toMatchObject({ ok: true });
  expect((await getNotice(ctxFor(visitor), SLUG)).updatedAt).toEqual(now);

  // in small batches, twice over, by two workers at once
  await Promise.all([tellOfChanges(systemCtxFor(), 2), tellOfChanges(systemCtxFor(), 3)]);
  await tellOfChanges(systemCtxFor());
  for (const { email, personId } of [member, specialist]) {
    expect(await mailsTo(email, "notice-notification")).toHaveLength(1);
    expect(await systemCtxFor().db.$count(notifications, eq(notifications.personId, personId))).toBe(1);
  }
  expect(await mailsTo(outsider.email)).toEqual([]);

  const sink = await aSink();
  await drain(aPostOffice(sink, { kinds: MAIL_KINDS }));
  const { raw } = sink.mails().find(({ to }) => to.includes(member.email))!;
  expect(raw).toContain("Subject: We changed our privacy notice");
  expect(raw).toContain("We keep enquiries for less time.");

  expect(await findNoticeNews(ctxFor(member))).toMatchObject({ slug: SLUG, change: "We keep enquiries for less time." });
  const { version } = (await findNoticeNews(ctxFor(member)))!;
  await acceptVersion(ctxFor(member), SLUG, version);
  await acceptVersion(ctxFor(member), SLUG, version);
  expect(await findNoticeNews(ctxFor(member))).toBeNull();
  const accepted = await systemCtxFor()
    .db.select({ version: wordings.version })
    .from(wordingAcceptances)
    .innerJoin(wordings, eq(wordings.id, wordingAcceptances.wordingId))
    .where(and(eq(wordingAcceptances.personId, member.personId), eq(wordings.slug, SLUG)));
  expect(accepted).toEqual([{ version }]);
});

test("a change of the terms that matters is told by a mail, and above home to whoever comes next", async () => {
  const member = await aMember();
  await publish({ slug: "terms", material: "yes", change: "Posts are yours." });
  await tellOfChanges(systemCtxFor());

  const [mail] = await mailsTo(member.email, "notice-notification");
  expect(await noticeChangeNotice.build(systemCtxFor(), mail!)).toMatchObject({ subject: "We changed our terms of use" });
  expect(await findNoticeNews(ctxFor(member))).toMatchObject({ slug: "terms", change: "Posts are yours." });
});

test("a correction is told to nobody, and who came after a change is not told of it", async () => {
  const member = await aMember();
  await publish({ material: "yes" });
  const before = (await findNoticeNews(ctxFor(member)))!;
  await publish({ material: "no" });
  await tellOfChanges(systemCtxFor());
  expect(await mailsTo(member.email)).toHaveLength(1);
  expect(await findNoticeNews(ctxFor(member))).toEqual(before);
  expect(await findNoticeNews(ctxFor(await aMember()))).toBeNull();
  expect(await findNoticeNews(ctxFor(visitor))).toBeNull();
});

test("telling ends: a version that everybody was told of is not looked at again", async () => {
  await publish({ material: "yes" });
  await tellOfChanges(systemCtxFor());
  expect(await systemCtxFor().db.$count(noticeVersions, and(eq(noticeVersions.isMaterial, true)))).toBeGreaterThan(0);
  const again = await countQueries(() => tellOfChanges(systemCtxFor()));
  expect(again.filter((text) => !/^(begin|commit)/i.test(text))).toHaveLength(1);
});

test("a notice is read in one statement", async () => {
  await getNotice(ctxFor(visitor), SLUG);
  expect(await countQueries(() => getNotice(ctxFor(visitor), SLUG))).toHaveLength(1);
});

test("versions follow the renderer", async () => {
  const { version, html } = await getNotice(ctxFor(visitor), SLUG);
  await systemCtxFor().db.update(noticeVersions).set({ bodyHtml: "old", rendererVersion: 0 });
  expect(await renderNoticesAgain(systemCtxFor())).toBeGreaterThan(0);
  expect((await getVersion(ctxFor(visitor), SLUG, version!)).html).toBe(html);
  expect(await renderNoticesAgain(systemCtxFor())).toBe(0);
});
