import { beforeAll, expect, test } from "vitest";
import { classifications } from "#db/classified";
import { NOTICE_SLUGS, NOTICES } from "~/features/notices/notices";
import { changeSettings } from "~/features/settings/change-settings.server";
import { systemCtxFor } from "../../support/context";
import { anAccount, aSite, type Browser, enter, type Site } from "../../support/http";
import { aNewsletter } from "../../support/newsletters";

let site: Site;
let dpo: Browser;
beforeAll(async () => {
  await changeSettings(systemCtxFor(), { controllerName: "The Practice Network Ltd", dpoName: "Dana Price" });
  site = await aSite();
  dpo = site.browser();
  await enter(dpo, (await anAccount({ roles: ["data-protection-officer"] })).email);
});

const form = (more: Record<string, string> = {}) => ({
  body: "## New\n\nWords of [[controller]].",
  change: "All is new.",
  material: "yes",
  basedOn: "0",
  ...more,
});

test("every notice answers everybody, dated, without a cookie", async () => {
  for (const slug of NOTICE_SLUGS) {
    const { status, html, headers } = await site.browser().get(NOTICES[slug].path);
    expect([slug, status, html.includes("Last updated"), html.includes("[["), headers.getSetCookie()]).toEqual([
      slug,
      200,
      true,
      false,
      [],
    ]);
  }
});

test("HELM-14, LMS-17: the privacy page names controller, data protection officer and the contact for concerns, and shows what is held", async () => {
  const { html } = await site.browser().get("/privacy");
  for (const words of [
    "The Practice Network Ltd",
    "Dana Price",
    "mailto:complaints@network.example",
    'href="/contact?about=personal-data"',
    'href="/privacy/sheet"',
  ])
    expect(html).toContain(words);
  for (const { title, columns } of classifications())
    if (Object.values(columns).some(({ holds }) => holds !== "plain")) expect(html).toContain(title);
});

test("IMS-1: the information sheet is one short page with a date, linked from the forms that collect data", async () => {
  const { html } = await site.browser().get("/privacy/sheet");
  expect(html).toContain("Last updated");
  expect(html.replace(/<[^>]+>/g, " ").split(/\s+/).length).toBeLessThan(600);
  const { slug } = await aNewsletter();
  const silent: string[] = [];
  for (const [browser, paths] of [
    [site.browser(), ["/contact", "/register", "/newsletters", `/newsletters/${slug}`, "/newsletters/manage"]],
    [dpo, ["/contact", "/account/profile", "/account/contact", "/account/email/add"]],
  ] as const)
    for (const path of paths) if (!(await browser.get(path)).html.includes('href="/privacy/sheet"')) silent.push(path);
  expect(silent).toEqual([]);
});

test("the accessibility statement has what the regulations want", async () => {
  const { html } = await site.browser().get("/accessibility");
  for (const words of [
    "Web Content Accessibility Guidelines version 2.2",
    "partly compliant",
    "Equality and Human Rights Commission",
    "Equality Advisory and Support Service",
    "How we tested",
    "5 working days",
  ])
    expect(html).toContain(words);
});

test("B49: security.txt says whom to tell and until when, and nothing says which version of what answers", async () => {
  const { status, headers, html } = await site.browser().get("/.well-known/security.txt");
  expect(status).toBe(200);
  expect(headers.get("Content-Type")).toContain("text/plain");
  for (const line of [
    /^Contact: http.*\/contact/m,
    /^Contact: mailto:/m,
    /^Canonical: http.*\/\.well-known\/security\.txt$/m,
    /^Policy: http/m,
    /^Preferred-Languages: en$/m,
  ])
    expect(html).toMatch(line);
  const expires = Date.parse(/^Expires: (.+)$/m.exec(html)![1]!);
  expect(expires).toBeGreaterThan(Date.now());
  expect(expires).toBeLessThan(Date.now() + 365 * 86_400_000);
  for (const path of ["/", "/.well-known/security.txt", "/nothing-here", "/privacy"]) {
    const answer = await site.browser().get(path);
    for (const name of ["Server", "X-Powered-By", "X-Generator"])
      expect([path, name, answer.headers.get(name)]).toEqual([path, name, null]);
    expect([path, /remix|express\/|generator"/i.test(answer.html)]).toEqual([path, false]);
  }
});

test("only the data protection officer and administrators write notices", async () => {
  const officer = site.browser();
  await enter(officer, (await anAccount({ roles: ["contacts-officer", "editor"] })).email);
  for (const path of ["/admin/privacy", "/admin/privacy/terms"]) {
    expect((await site.browser().get(path)).location).toMatch(/^\/sign-in/);
    expect((await officer.get(path)).status).toBe(403);
    expect((await dpo.get(path)).status).toBe(200);
  }
  expect((await officer.post("/admin/privacy/terms/publish", form())).status).toBe(403);
  expect((await dpo.get("/admin/privacy/nothing")).status).toBe(404);
});

test("PMN-39, ISO-19: previewed, published, dated, kept; the member sees the banner until they say that they have read it", async () => {
  const member = site.browser();
  await enter(member, (await anAccount()).email);

  const preview = await dpo.post("/admin/privacy/privacy-notice/preview", form());
  expect(preview.status).toBe(200);
  expect(preview.html).toContain("Words of The Practice Network Ltd.");
  expect(preview.html).toContain("Publish and tell members");
  expect((await site.browser().get("/privacy")).html).not.toContain("Words of");

  expect((await dpo.post("/admin/privacy/privacy-notice/publish", form())).location).toBe("/admin/privacy");
  const page = await site.browser().get("/privacy");
  expect(page.html).toContain("Words of The Practice Network Ltd.");
  expect(page.html).toMatch(/Last updated .*version.* 1/);
  expect((await site.browser().get("/privacy/versions/1")).html).toContain("Words of The Practice Network Ltd.");
  expect((await site.browser().get("/privacy/versions")).html).toContain("All is new.");
  for (const version of ["2", "0", "abc", "1.5"]) expect((await site.browser().get(`/privacy/versions/${version}`)).status).toBe(404);

  for (const path of ["/", "/account"]) expect([path, (await member.get(path)).html.includes("We changed our ")]).toEqual([path, true]);
  expect((await member.get("/forum")).html).not.toContain("We changed our ");
  const read = await member.post("/privacy/read", { notice: "privacy-notice", version: "1", next: "/account" });
  expect(read.location).toBe("/account");
  expect((await member.get("/")).html).not.toContain("We changed our ");
  expect((await site.browser().get("/")).html).not.toContain("We changed our ");
});

test("the very same text is refused with what was typed, and one based on an older version is told so", async () => {
  await dpo.post("/admin/privacy/terms/publish", form({ body: "Be nice.", material: "no" }));
  const same = await dpo.post("/admin/privacy/terms/publish", form({ body: "Be nice.", basedOn: "1" }));
  expect([same.status, same.html.includes("This is the text that is there already"), same.html.includes("All is new.")]).toEqual([
    400,
    true,
    true,
  ]);
  const older = await dpo.post("/admin/privacy/terms/publish", form({ body: "Be nicer.", basedOn: "0" }));
  expect([
    older.status,
    older.html.includes("Version 1 was published after you opened this page"),
    older.html.includes('name="basedOn" value="1"'),
  ]).toEqual([400, true, true]);
});

test("“I have read it” goes nowhere else and takes no other version", async () => {
  const member = site.browser();
  await enter(member, (await anAccount()).email);
  expect((await member.post("/privacy/read", { notice: "terms", version: "1", next: "https://evil.example" })).location).toBe("/");
  expect((await member.post("/privacy/read", { notice: "terms", version: "99", next: "/" })).status).toBe(404);
  expect((await member.post("/privacy/read", { notice: "constructor", version: "1", next: "/" })).status).toBe(404);
  expect((await site.browser().post("/privacy/read", { notice: "terms", version: "1", next: "/" })).location).toMatch(/^\/sign-in/);
});
