import { beforeAll, expect, test } from "vitest";
import { databaseState } from "../support/database-state";
import { anAccount, aSite, type Browser, type Site, signIn } from "../support/http";
import { actionPaths } from "../support/routes";

let site: Site;
let member: Browser;
beforeAll(async () => {
  site = await aSite();
  const { email } = await anAccount({ roles: ["moderator", "newsletter-sender"] });
  member = site.browser();
  await signIn(member, email);
});

const actions = actionPaths();
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };

/** A cross-site request as browsers and attackers send it. */
const attacks: [string, Record<string, string>][] = [
  ["a form on another site", { ...FORM, Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" }],
  ["a form on another site, in a browser that says only where from", { ...FORM, Origin: "https://evil.example" }],
  ["a form on a sister host", { ...FORM, Origin: "http://sub.localhost", "Sec-Fetch-Site": "same-site" }],
  ["a form in a sandbox", { ...FORM, Origin: "null", "Sec-Fetch-Site": "cross-site" }],
  ["a form without any word of where from", { ...FORM }],
  ["JSON sent as text", { "Content-Type": "text/plain", Origin: "https://evil.example" }],
  ["a forged host", { ...FORM, Origin: "https://evil.example", "X-Forwarded-Host": "evil.example" }],
  ["a referrer in place of an origin", { ...FORM, Referer: "http://localhost/sign-in" }],
];

test("B12: there are actions to try", () => {
  expect(actions.length).toBeGreaterThan(10);
  expect(actions).toContain("/sign-out");
});

test.each(attacks)("B12: %s reaches no action and changes nothing", async (_kind, headers) => {
  const before = await databaseState();

  for (const path of actions.filter((path) => !/^\/(newsletters\/one-click|forum\/stop-mails)\/[^/]+$/.test(path))) {
    const answer = await member.send(path, { method: "POST", headers, body: "title=x&body=x&email=a%40b.example" });
    expect({ path, status: answer.status }).toEqual({ path, status: 403 });
  }

  expect(await databaseState()).toEqual(before);
});

test("B12: the doors of the framework that pass its own check are shut", async () => {
  const before = await databaseState();
  const evil = { ...FORM, Origin: "https://evil.example" };
  for (const path of ["/sign-out?_data=routes%2Fsign-out", "/sign-out?index&%5Fdata=routes%2Fsign-out", "/sign-out.data", "/_root.data"])
    expect([403, 404]).toContain((await member.send(path, { method: "POST", headers: evil })).status);
  const own = { ...FORM, Origin: site.baseUrl, "Sec-Fetch-Site": "same-origin" };
  for (const path of ["/sign-out?_data=routes%2Fsign-out", "/sign-out.data"])
    expect((await member.send(path, { method: "POST", headers: own })).status).toBe(404);

  expect(await databaseState()).toEqual(before);
});

test("B12: a method hidden in a GET is a GET", async () => {
  const before = await databaseState();
  for (const path of ["/sign-out?_method=POST", "/sign-out?method=post"])
    await member.get(path, { headers: { "X-HTTP-Method-Override": "POST", "X-Method-Override": "POST" } });
  for (const method of ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"]) {
    const answer = await member.send("/sign-out", { method, headers: { Origin: site.baseUrl, "Sec-Fetch-Site": "same-origin" } });
    expect(answer.status).toBe(405);
  }

  expect(await databaseState()).toEqual(before);
  expect((await member.get("/account")).status).toBe(200);
});

test("B12: our own forms pass, in browsers that say it either way", async () => {
  for (const headers of [
    { ...FORM, "Sec-Fetch-Site": "same-origin" },
    { ...FORM, "Sec-Fetch-Site": "none" },
    { ...FORM, Origin: site.baseUrl },
  ])
    expect((await member.send("/account/profile", { method: "POST", headers, body: "fullName=Ada" })).status).toBe(303);
});
