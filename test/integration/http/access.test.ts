import { beforeAll, expect, test } from "vitest";
import { grant, revokeGrant } from "~/features/permissions/grants.server";
import { systemCtxFor } from "../../support/context";
import { anAccount, aSite, enter, PASSWORD, type Site, signIn } from "../../support/http";
import { aGroup } from "../../support/people";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

test("a signed-in page leads a visitor to sign in and back", async () => {
  const { email } = await anAccount();
  const browser = site.browser();

  const { status, location } = await browser.get("/account/profile?from=mail");
  expect({ status, location }).toEqual({ status: 303, location: "/sign-in?next=%2Faccount%2Fprofile%3Ffrom%3Dmail" });

  const entered = await browser.post("/sign-in", { email, password: PASSWORD, next: "/account/profile?from=mail" });
  expect((await browser.get(entered.location!)).location).toBe("/account/profile?from=mail");
});

test("an applicant signs in, and is told that the forum's pages are for members", async () => {
  const { email } = await anAccount({ isMember: false });
  const browser = site.browser();
  await enter(browser, email);

  expect((await browser.get("/account")).status).toBe(200);
  expect((await browser.post("/forum/general/new", { title: "x", body: "x" })).status).toBe(403);
});

test("a specialist by a group's grant passes where members pass", async () => {
  const { email, personId } = await anAccount({ isMember: false });
  await grant(systemCtxFor(), { personId, groupId: await aGroup("leads"), source: "test" });
  const browser = site.browser();
  await enter(browser, email);

  expect((await browser.post("/forum/no-such-category/new", { title: "x", body: "x" })).status).not.toBe(403);
});

test("a member is refused the staff's pages", async () => {
  const { email } = await anAccount();
  const browser = site.browser();
  await enter(browser, email);

  expect((await browser.get("/admin")).status).toBe(403);
});

test("B9: staff who have set up no second factor see the page where they do, and no other that needs signing in", async () => {
  const { email, personId } = await anAccount();
  await grant(systemCtxFor(), { personId, role: "newsletter-sender", source: "test" });
  const browser = site.browser();
  await enter(browser, email);

  for (const path of ["/account", "/account/profile", "/account/sessions", "/admin", "/admin/newsletters"])
    expect({ path, location: (await browser.get(path)).location }).toEqual({
      path,
      location: `/account/security?${new URLSearchParams({ next: path })}`,
    });
  expect((await browser.get("/account/security")).status).toBe(200);
});

test("B9: whoever became staff since signing in gives a code before anything else", async () => {
  const { email, personId } = await anAccount({ roles: ["member"] });
  const browser = site.browser();
  await enter(browser, email);
  await grant(systemCtxFor(), { personId, role: "moderator", source: "test" });

  expect((await browser.get("/account")).location).toBe("/account/security?next=%2Faccount");
});

test("B9: who has an app, came in on a remembered device and becomes staff signs in with password and code", async () => {
  const { email, personId } = await anAccount({ roles: ["moderator"] });
  await revokeGrant(systemCtxFor(), { personId, role: "moderator" });
  const browser = site.browser();
  await signIn(browser, email, { remember: true });
  browser.cookies.delete("session");
  expect((await browser.get("/account")).status).toBe(200);
  await grant(systemCtxFor(), { personId, role: "moderator", source: "test" });

  expect((await browser.get("/account")).location).toBe("/sign-in?next=%2Faccount");
  expect((await browser.get("/sign-in/verify")).location).toContain("/sign-in");
  const old = new Map(browser.cookies);
  await browser.post("/sign-out", {});
  await revokeGrant(systemCtxFor(), { personId, role: "moderator" });
  for (const [name, value] of old) browser.cookies.set(name, value);
  expect((await browser.get("/account")).location).toBe("/sign-in?next=%2Faccount");

  await grant(systemCtxFor(), { personId, role: "moderator", source: "test" });
  await signIn(browser, email);
  expect((await browser.get("/admin")).status).toBe(200);
});

test("a role counts from the next request, and so does its end", async () => {
  const { email, personId } = await anAccount({ roles: ["newsletter-sender"] });
  const browser = site.browser();
  await enter(browser, email);
  expect((await browser.get("/admin/newsletters")).status).toBe(200);

  await revokeGrant(systemCtxFor(), { personId, role: "newsletter-sender" });

  expect((await browser.get("/admin/newsletters")).status).toBe(403);
});

test("a page takes one look at the session, however many loaders ask", async () => {
  const { email } = await anAccount();
  const browser = site.browser();
  await enter(browser, email);
  await browser.get("/cookies");

  // the session, with what every page tells
  expect((await browser.get("/cookies")).queries).toBe(1);
  expect((await site.browser().get("/sign-in")).queries).toBe(0);
});
