import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { files } from "#db/schema/files";
import { settings } from "#db/schema/settings";
import { findFile } from "~/features/files/files.queries.server";
import { changeLook } from "~/features/files/look.server";
import { eraseFiles, sweepFiles } from "~/features/files/settle-files.server";
import type { LookPart, LookPicture } from "~/features/settings/site-settings";
import { DAY, later } from "~/lib/dates";
import { inTransaction } from "~/lib/transaction.server";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aPdf, aPhoto, aPicture, multipart } from "../../support/files";
import { anAccount, aSite, enter, signIn } from "../../support/http";
import { aMember } from "../../support/people";

const site = await aSite();
const anAdministrator = () => anAccount({ roles: ["member", "administrator"], secondFactorAt: new Date() });
async function anAdministratorsBrowser() {
  const browser = site.browser();
  await enter(browser, (await anAdministrator()).email);
  return browser;
}

const stored = async (key: LookPart) =>
  ((await testDb().db.select({ value: settings.value }).from(settings).where(eq(settings.key, key)))[0]?.value ??
    null) as LookPicture | null;
const shown = async (code: string) => (await site.browser().get(`/files/${code}/480.webp`)).status;

test("a logo is sent through the files room, stands on every page and is seen by everybody; one that took its place makes the first nobody’s", async () => {
  const browser = await anAdministratorsBrowser();
  const photo = async () => ({ name: "logo.png", bytes: await aPhoto({ format: "png" }) });

  const sent = await browser.post("/admin/settings/look/logo", {}, multipart({ decoration: "yes" }, await photo()));
  expect(sent).toMatchObject({ status: 303, location: "/admin/settings/look" });
  const logo = await stored("logo");
  const { html } = await site.browser().get("/contact");
  expect(html).toMatch(new RegExp(`<img class="pn-header__logo" src="/files/${logo!.code}/480.webp"[^>]* alt=""`));
  const picture = await site.browser().get(`/files/${logo!.code}/480.webp`);
  expect(picture).toMatchObject({ status: 200 });
  expect(picture.headers.get("Cache-Control")).toBe("public, max-age=86400");

  await browser.post("/admin/settings/look/logo", {}, multipart({ decoration: "yes" }, await photo()));
  expect(await shown(logo!.code)).toBe(404);

  expect(await browser.post("/admin/settings/look/logo/remove", {})).toMatchObject({ status: 303 });
  expect(await stored("logo")).toBeNull();
  expect((await site.browser().get("/contact")).html).not.toContain("pn-header__logo");
});

test.each(["a picture of the look", "the colours"])("%s, had with what begins a session, is in no cache of others", async (what) => {
  const admin = await anAdministrator();
  const { code } = await aPicture(admin);
  await changeLook(ctxFor(admin.actor), "frontPicture", { code, alternative: "" });
  const browser = site.browser();
  await signIn(browser, (await anAccount()).email, { remember: true });
  browser.cookies.delete("session");

  const { width } = (await stored("frontPicture"))!;
  const { status, headers } = await browser.get(
    what === "the colours" ? "/colours/005a61-f1f5f5" : `/files/${code}/${Math.min(480, width)}.webp`,
  );
  expect(status).toBe(200);
  expect(headers.getSetCookie().map((line) => line.split("=")[0])).toContain("session");
  expect(headers.get("Cache-Control")).toBe("private, no-store");
  await changeLook(ctxFor(admin.actor), "frontPicture", null);
});

test.each([
  [
    "a drawing that could hold a program",
    { name: "logo.svg", bytes: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>") },
    /Files of this kind cannot be added/,
  ],
  ["what is no picture", { name: "logo.pdf", bytes: Buffer.from("%PDF-1.4\n%%EOF\n") }, /Choose a picture: JPEG, PNG/],
])("%s is refused, and the words are kept", async (_what, file, reason) => {
  const browser = await anAdministratorsBrowser();
  const { status, html } = await browser.post("/admin/settings/look/front-picture", {}, multipart({ alternative: "Our kettle" }, file));
  expect(status).toBe(400);
  expect(html).toMatch(reason);
  expect(html).toContain('value="Our kettle"');
  expect(await stored("frontPicture")).toBeNull();
});

test("nobody’s picture but one’s own, and nothing but a picture, becomes the network’s", async () => {
  const admin = await anAdministrator();
  const ctx = ctxFor(admin.actor);
  expect(await changeLook(ctx, "logo", { code: (await aPicture(await aMember())).code, alternative: "" })).toBe(false);
  expect(await changeLook(ctx, "logo", { code: (await aPdf(admin)).code, alternative: "" })).toBe(false);
});

test("what the site shows stays when no text holds it, and when who added it has left; taken away it goes like every other", async () => {
  const admin = await anAdministrator();
  const { code } = await aPicture(admin);
  expect(await changeLook(ctxFor(admin.actor), "frontPicture", { code, alternative: "A rota" })).toBe(true);
  const tomorrow = systemCtxFor(later(new Date(), 2 * DAY));
  const row = async () => (await testDb().db.select().from(files).where(eq(files.code, code)))[0];

  await sweepFiles(tomorrow);
  await inTransaction(systemCtxFor(), (ctx) => eraseFiles(ctx, [admin.personId]));
  expect(await row()).toMatchObject({ ownerId: null, goneAt: null });
  expect(await findFile(ctxFor({ kind: "visitor" }), code)).toMatchObject({ isOfLook: true });

  await changeLook(ctxFor(admin.actor), "frontPicture", null);
  await sweepFiles(tomorrow);
  expect(await row()).toBeUndefined();
});
