import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { COOKIES } from "~/http/cookies.server";
import { DAY } from "~/lib/dates";
import { type Answer, anAccount, aSite, type Browser, type Site, signIn } from "../../support/http";
import { loaderPaths } from "../../support/routes";

let site: Site;
const browsers: Record<string, Browser> = {};
beforeAll(async () => {
  site = await aSite();
  const [member, staff] = [await anAccount(), await anAccount({ roles: ["newsletter-sender", "moderator"] })];
  browsers.visitor = site.browser();
  browsers.member = site.browser();
  browsers.staff = site.browser();
  await signIn(browsers.member, member.email, { remember: true });
  await signIn(browsers.staff, staff.email);
  browsers.largeForNow = site.browser();
  await browsers.largeForNow.post("/display", { textSize: "large", contrast: "normal" });
  browsers.largeForAYear = site.browser();
  await browsers.largeForAYear.post("/display", { textSize: "large", contrast: "high", keep: "yes" });
});

test("PMN-22: a crawl of every page as visitor, member, staff and in one’s own display meets no cookie but the registered, none beyond a year", async () => {
  const lives = new Map(Object.values(COOKIES).map(({ name, life }) => [name as string, life]));
  for (const life of lives.values()) expect(life ?? 0).toBeLessThanOrEqual(365 * DAY);
  for (const [who, browser] of Object.entries(browsers)) {
    for (const path of loaderPaths()) {
      const { headers } = await browser.get(path);
      for (const cookie of headers.getSetCookie()) {
        const name = cookie.slice(0, cookie.indexOf("="));
        const maxAge = /Max-Age=(\d+)/.exec(cookie)?.[1];
        const life = lives.get(name);
        expect({ who, path, name, isRegistered: life !== undefined }, "list it in app/http/cookies.server.ts").toMatchObject({
          isRegistered: true,
        });
        expect({ name, isPersistent: maxAge !== undefined && maxAge !== "0" }).toEqual({
          name,
          isPersistent: life !== null && maxAge !== "0",
        });
        expect(Number(maxAge ?? 0)).toBeLessThanOrEqual(Math.min((life ?? 0) / 1000, 365 * 86_400));
      }
    }
    expect([...browser.cookies.keys()].every((name) => lives.has(name))).toBe(true);
  }
  expect([...browsers.visitor!.cookies.keys()]).toEqual([]);
  expect([...browsers.largeForNow!.cookies.keys()]).toEqual(["display"]);
});

test("PMN-22: of the cookies that live on, two come only when asked for (“Remember me”, text size and contrast), one with signing in", async () => {
  const { email } = await anAccount();
  const livesOn = ({ headers }: Answer) => headers.getSetCookie().filter((cookie) => /Max-Age|Expires/i.test(cookie));
  const choice = { textSize: "large", contrast: "normal" };

  expect(livesOn(await site.browser().post("/sign-in", { email, password: "wrong wrong wrong" }))).toEqual([]);
  const signedIn = livesOn(await signIn(site.browser(), email));
  expect(signedIn).toEqual([expect.stringMatching(/^known=/)]);
  expect(livesOn(await site.browser().post("/display", choice))).toEqual([]);
  const remembered = livesOn(await signIn(site.browser(), email, { remember: true }));
  expect(remembered.filter((cookie) => !cookie.startsWith("known="))).toEqual([expect.stringMatching(/^remember=/)]);
  const chosen = livesOn(await site.browser().post("/display", { ...choice, keep: "yes" }));
  expect(chosen).toEqual([expect.stringMatching(/^display=/)]);
  for (const cookie of [...signedIn, ...remembered, ...chosen])
    expect(Number(/Max-Age=(\d+)/.exec(cookie)?.[1])).toBeLessThanOrEqual(365 * 86_400);
});

test("scripts of the browser keep nothing", () => {
  const stores = readdirSync("app/islands", { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .filter((file) =>
      /localStorage|sessionStorage|indexedDB|document\.cookie|cookieStore|caches\./.test(readFileSync(join("app/islands", file), "utf8")),
    );
  expect(stores, "there is no storage but the registered cookies").toEqual([]);
});

test("one file sets cookies", () => {
  const setters = readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/^http\/(cookies|exchange|server\/framework|open-exchange)\.server\.ts$/.test(file))
    .filter((file) => /Set-Cookie|createCookie|addCookie\(|\.cookie\(/.test(readFileSync(join("app", file), "utf8")));
  expect(setters, "use setCookie of app/http/cookies.server.ts").toEqual([]);
});
