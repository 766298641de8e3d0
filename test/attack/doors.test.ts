import { beforeAll, expect, test } from "vitest";
import { databaseState } from "../support/database-state";
import { anAccount, aSite, type Browser, enter, type Site } from "../support/http";
import { loaderPaths } from "../support/routes";

let site: Site;
let member: Browser;
let visitor: Browser;
beforeAll(async () => {
  site = await aSite();
  visitor = site.browser();
  const { email } = await anAccount();
  member = site.browser();
  await enter(member, email);
});

test("B24: no loader can be called alone, past the page it belongs to", async () => {
  for (const path of [
    "/account?_data=routes%2Faccount._index",
    "/account?index=&_data=root",
    "/account.data",
    "/account/profile.data?_routes=root",
    "/__manifest?p=/account",
  ])
    expect({ path, status: (await member.get(path)).status }).toEqual({ path, status: 404 });
});

test("B24: every loader behind the sign-in authorises itself, however its address is written", async () => {
  const personal = loaderPaths().filter((path) => /^\/(account|admin)/.test(path));
  expect(personal.length).toBeGreaterThan(8);
  for (const path of personal) {
    const ways = [
      path,
      `${path}/`,
      `/${path}`,
      path.replace("/", "/%2F"),
      path.toUpperCase(),
      `${path}?index`,
      `${path}%2F`,
      `${path}//`,
      path.replace("a", "%61"),
      `/x/..${path}`,
      `/./${path.slice(1)}`,
    ];
    for (const way of ways) {
      const { status, html } = await visitor.get(way);
      expect({ way, isOpen: status === 200, isShown: html.includes("Your account</h1>") }).toEqual({ way, isOpen: false, isShown: false });
    }
  }
});

test("B24: a member opens nothing of the staff's", async () => {
  for (const path of loaderPaths().filter((path) => path.startsWith("/admin")))
    expect({ path, status: [303, 403, 404].includes((await member.get(path)).status) }).toEqual({ path, status: true });
});

test("B51: what lies beside the site is not served, and unknown methods do nothing", async () => {
  for (const path of [
    "/.git/config",
    "/.env",
    "/package.json",
    "/build/server/index.js",
    "/assets/",
    "/assets",
    "/.data/secrets",
    "/assets/..%2f..%2fpackage.json",
    "/assets/../../package.json",
    "/server-status",
    "/index.js.map",
  ])
    expect({ path, status: [404, 308].includes((await visitor.get(path)).status) }).toEqual({ path, status: true });
  for (const method of ["TRACE", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])
    expect({ method, status: (await visitor.send("/sign-in", { method })).status }).toEqual({ method, status: 405 });
});

test("B51: health says that it is well, and nothing about how", async () => {
  expect((await visitor.get("/healthz")).html).toBe('{"alive":true}');
  expect(JSON.parse((await visitor.get("/readyz")).html)).toEqual({ ready: true, database: true, migrations: true, queue: true });
});

test("B13: looking at every page changes nothing beyond the listed bookkeeping", async () => {
  for (const browser of [visitor, member]) {
    const before = await databaseState();
    for (const path of loaderPaths()) {
      await browser.get(path);
      await browser.send(path, { method: "HEAD" });
      await browser.send(path, { method: "OPTIONS" });
    }
    expect(await databaseState()).toEqual(before);
  }
});
