import { afterAll, beforeAll, expect, test } from "vitest";
import { breakableDatabase } from "../support/breakable-database";
import { anAccount, enter, PASSWORD, type Site, startSite } from "../support/http";
import { loaderPaths } from "../support/routes";

let site: Site;
let database: Awaited<ReturnType<typeof breakableDatabase>>;
beforeAll(async () => {
  database = await breakableDatabase(process.env.DATABASE_URL!);
  site = await startSite({ DATABASE_URL: database.url });
});
afterAll(async () => {
  database.mend();
  await site.stop();
  database.close();
});

test("B43: without its database the site answers 503 in words, lets nobody in, and is back by itself", async () => {
  const { email } = await anAccount();
  const member = site.browser();
  await enter(member, email);
  await site.browser().get("/newsletters");

  database.cut();
  const answers = [
    await site.browser().get("/newsletters"),
    await member.get("/account"),
    await member.post("/account/profile", { fullName: "Ada" }),
    await site.browser().post("/sign-in", { email, password: PASSWORD }),
  ];
  for (const { status, headers, html } of answers) {
    expect(status).toBe(503);
    expect(headers.get("Retry-After")).toBe("10");
    expect(headers.get("Cache-Control")).toContain("no-store");
    expect(html).toContain("the service is unavailable");
    expect(html).not.toMatch(/ECONN|postgres|node_modules|at \w+ \(/i);
  }
  expect((await site.browser().get("/healthz")).status).toBe(200);
  expect((await site.browser().get("/readyz")).status).toBe(503);
  expect((await site.browser().get("/sign-in")).status).toBe(200);

  database.mend();
  await expect.poll(async () => (await member.get("/account")).status).toBe(200);
  expect((await site.browser().get("/readyz")).status).toBe(200);
});

const ODD = ["%00", "a%00b", "-1", "0", "1e3", "99999999999999999999", "null", "'", "\u{1F600}", "2026-13-45T99:99:99Z", "x".repeat(3000)];
/** What lists and pages are asked with. */
const ASKED = [
  "after",
  "page",
  "q",
  "state",
  "section",
  "who",
  "to",
  "role",
  "queue",
  "from",
  "version",
  "as",
  "class",
  "action",
  "person",
  "next",
  "show",
];

test("B29, B43: whatever a page is asked with, it answers, and not with an error", async () => {
  const staff = await anAccount({
    roles: ["administrator", "editor", "moderator", "newsletter-sender", "contacts-officer", "steering-group", "data-protection-officer"],
  });
  const browser = site.browser();
  await enter(browser, staff.email);
  const broken: string[] = [];
  for (const path of loaderPaths()) {
    for (const odd of ODD) {
      const address = `${path}?${ASKED.map((name) => `${name}=${odd}`).join("&")}`;
      const { status } = await browser.get(encodeURI(address).replaceAll("%2500", "%00"));
      if (status >= 500) broken.push(`${status} ${address.slice(0, 120)}`);
    }
  }
  expect(broken).toEqual([]);
});

test("a mangled cookie is nobody's", async () => {
  for (const cookie of [
    "session=",
    "session=%00",
    "session=../../etc",
    `session=${"x".repeat(3000)}`,
    "session=a; session=b",
    "remember=.",
    "remember=a.b.c",
    "; ; =",
    "remember=😀",
  ]) {
    const { status } = await site.browser().get("/account", { headers: { Cookie: encodeURI(cookie) } });
    expect({ cookie, status }).toEqual({ cookie, status: 303 });
  }
});

test("B43: headers beyond all bounds and mangled bodies end in a refusal, and the process lives", async () => {
  for (const size of [20_000, 2_000_000])
    expect((await site.browser().get("/sign-in", { headers: { "X-Long": "x".repeat(size) } })).status).toBe(431);
  const own = { Origin: site.baseUrl, "Sec-Fetch-Site": "same-origin" };
  for (const [type, body] of [
    ["application/json", "{"],
    ["multipart/form-data", "--x"],
    ["multipart/form-data; boundary=x", "--x\r\nbroken"],
    ["application/x-www-form-urlencoded", "%"],
    ["application/x-www-form-urlencoded", "%00%ff%fe"],
    ["text/xml", '<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'],
  ])
    expect((await site.browser().send("/sign-in", { method: "POST", headers: { ...own, "Content-Type": type! }, body })).status).toBe(400);
  expect((await site.browser().get("/healthz")).status).toBe(200);
});

test("B46: odd queries and names reach nothing", async () => {
  for (const query of [
    "__proto__[x]=1",
    "constructor[prototype][x]=1",
    "next[]=/forum",
    "next=a&next=b",
    "page[$gt]=1",
    "after[]=x",
    "%5B%5D=1",
    "a".repeat(5000),
  ])
    expect({ query, isBug: (await site.browser().get(`/sign-in?${query}`)).status >= 500 }).toEqual({ query, isBug: false });
});

const INJECTIONS = [
  "'",
  "' or 1=1--",
  "'; select pg_sleep(5)--",
  "\\",
  "%",
  "_",
  "a' || 'b",
  "\u0000",
  "$1",
  "$(1)",
  "1)",
  "\u2019",
  "&|!:*",
  "<->",
  '"',
  "a\\'; drop table persons--",
];

test("B29: no field and no address takes a statement", async () => {
  const { email } = await anAccount();
  const member = site.browser();
  await enter(member, email);
  for (const text of INJECTIONS) {
    const part = encodeURIComponent(text);
    const answers = [
      await site.browser().post("/sign-in", { email: `${text}@test.example`, password: text }),
      await site.browser().post("/forgot-password", { email: text }),
      await site.browser().get(`/reset-password/${part}`),
      await site.browser().get(`/set-up/${part}`),
      await site.browser().get(`/newsletters/${part}`),
      await site.browser().get(`/guidance/${part}`),
      await member.get(`/forum/${part}`),
      await member.get(`/forum/topics/${part}?page=${part}`),
      await member.get(`/account/notifications?after=${part}`),
      await member.post("/account/sessions/end", { session: text }),
      await member.post("/account/profile", { fullName: text, displayName: text, jobTitle: text, organisationName: text, interests: text }),
    ];
    expect({ text, statuses: answers.map(({ status }) => status).filter((status) => status >= 500) }).toEqual({
      text,
      statuses: [],
    });
  }
  expect((await site.browser().get("/readyz")).status).toBe(200);
});
