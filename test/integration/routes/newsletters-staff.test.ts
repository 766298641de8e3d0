import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { countReach } from "~/features/consents/reach.queries.server";
import { fillMailing } from "~/features/mail/mailings/fill-mailing.server";
import { finishMailings } from "~/features/mail/mailings/mailing-states.server";
import { systemCtxFor } from "../../support/context";
import { databaseState } from "../../support/database-state";
import { anAccount, aSite, type Browser, enter, type Site } from "../../support/http";
import { aNewsletter, aReader, aSentIssue, someText } from "../../support/newsletters";
import { aMember } from "../../support/people";

let site: Site;
let sender: Browser;
beforeAll(async () => {
  site = await aSite();
  const { email } = await anAccount({ roles: ["newsletter-sender"] });
  sender = site.browser();
  await enter(sender, email);
});

async function aDraftPage(more: Parameters<typeof someText>[0] = {}) {
  const newsletter = await aNewsletter();
  const reader = await aReader(newsletter);
  const created = await sender.post(`/admin/newsletters/${newsletter.slug}/new`, someText(more));
  return { newsletter, reader, path: created.location! };
}

test("visitors sign in first, members are told that this is for staff, senders see it", async () => {
  const member = site.browser();
  await enter(member, (await anAccount()).email);

  for (const path of ["/admin/newsletters", "/admin"]) {
    expect((await site.browser().get(path)).location).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
    expect((await member.get(path)).status).toBe(403);
    expect((await sender.get(path)).status).toBe(200);
  }
});

test("a sender makes a newsletter on the site, and people can subscribe to it", async () => {
  const fields = {
    name: "Salary survey",
    slug: "salary-survey",
    description: "What practices pay.",
    frequency: "Once a year",
    audience: "open",
  };
  const make = (more: Record<string, string>) => sender.post("/admin/newsletters/new", { ...fields, ...more });

  await aMember({ groups: ["choir"] });
  expect((await make({ slug: "manage" })).html).toContain("used by the site itself");
  expect((await make({ slug: "Salary survey" })).html).toContain("small letters, numbers and single hyphens");
  expect((await make({ audience: "groups" })).html).toContain("Choose at least one group");
  expect((await make({ audience: "groups", groups: "choir" })).html).toContain("You are in none of these groups");
  expect((await make({})).location).toBe("/admin/newsletters/salary-survey");
  expect((await make({})).location).toBe("/admin/newsletters/salary-survey");
  for (const other of [{ name: "Another" }, { frequency: "Twice a year" }, { audience: "members" }] as Record<string, string>[])
    expect((await make(other)).html).toContain("has this address already");

  expect((await site.browser().get("/newsletters")).html).toContain("What practices pay.");
  expect(await site.browser().post("/newsletters/subscribe", { email: "ada@test.example", newsletter: "salary-survey" })).toMatchObject({
    status: 303,
    location: "/newsletters/check-your-email",
  });
});

test("an issue is composed, and its page says what is still in the way and who gets it", async () => {
  const { path } = await aDraftPage();

  const { html } = await sender.get(path);

  expect(html).toContain("The draft is saved.");
  expect(html).toContain("Checklist");
  expect(html).toContain("1 person");
});

test("an empty issue comes back with what was typed", async () => {
  const { slug } = await aNewsletter();
  const answer = await sender.post(`/admin/newsletters/${slug}/new`, { subject: "Only a subject", body: " " });

  expect(answer.status).toBe(400);
  expect(answer.html).toContain("Write the issue");
  expect(answer.html).toContain('value="Only a subject"');
});

test("saving over somebody else's version answers 409 with both texts, and the next save counts", async () => {
  const { path } = await aDraftPage();
  await sender.post(`${path}/edit`, { ...someText({ body: "Their words." }), version: "1" });

  const conflict = await sender.post(`${path}/edit`, { ...someText({ body: "My words." }), version: "1" });

  expect(conflict.status).toBe(409);
  expect(conflict.html).toContain("Their words.");
  expect(conflict.html).toContain("My words.");
  expect(conflict.html).toContain('name="seen" value="2"');
  expect((await sender.post(`${path}/edit`, { ...someText({ body: "My words." }), version: "1", seen: "2" })).location).toBe(path);
});

test("a save that was refused for something else still replaces what its form was opened with, and no later text", async () => {
  const { path } = await aDraftPage();
  const mine = { ...someText({ body: "My words." }), submissionId: uuidv7(), version: "1" };
  await sender.post(`${path}/edit`, { ...someText({ body: "Their words." }), version: "1" });

  const refused = await sender.post(`${path}/edit`, { ...mine, subject: " " });
  expect([refused.status, refused.html.includes('name="version" value="1"')]).toEqual([400, true]);
  expect((await sender.post(`${path}/edit`, mine)).status).toBe(409);
});

test("an issue that changed is not sent after another refusal of the form that was opened before", async () => {
  const { newsletter, path } = await aDraftPage();
  const { reachable } = await countReach(systemCtxFor(), newsletter.listId);
  await sender.post(`${path}/edit`, { ...someText({ body: "Their words." }), version: "1" });

  const [none, number] = ["", String(reachable)];
  expect((await sender.post(`${path}/send`, { version: "1", people: none })).html).toContain('name="version" value="1"');
  const changed = await sender.post(`${path}/send`, { version: "1", people: number });
  expect(changed.html).toContain("Somebody changed this issue after you opened this page");
  expect(changed.html).toContain('name="version" value="2"');
});

test("a preview is a document of its own in which nothing runs", async () => {
  const { path } = await aDraftPage();

  for (const view of ["html", "narrow", "text"]) expect((await sender.get(`${path}/preview/${view}`)).html).toContain(`src="${path}/mail/`);
  for (const part of ["html", "text"]) {
    const { status, headers, html } = await sender.get(`${path}/mail/${part}`);
    expect(status).toBe(200);
    expect(headers.get("Content-Security-Policy")).toBe(
      "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    );
    expect(html).toContain("Finished by eleven");
  }
  expect((await sender.get(`${path}/preview/other`)).status).toBe(404);
  expect((await site.browser().get(`${path}/mail/html`)).status).toBe(303);
});

test("E17: nothing is sent before the number of people is typed", async () => {
  const { newsletter, path } = await aDraftPage();
  const { reachable } = await countReach(systemCtxFor(), newsletter.listId);

  for (const people of ["", "0", String(reachable + 1), "all"])
    expect((await sender.post(`${path}/send`, { version: "1", people })).status).toBe(400);
  expect((await sender.get(path)).html).toContain("Checklist");

  expect((await sender.post(`${path}/send`, { version: "1", people: String(reachable) })).location).toBe(path);
  expect((await sender.get(path)).html).toContain("People done");
});

test("the bar is asked for again and again, and costs no body while nothing moves", async () => {
  const newsletter = await aNewsletter();
  await aReader(newsletter);
  const path = `/admin/newsletters/issues/${(await aSentIssue(newsletter)).code}`;

  expect((await sender.get(path)).html).toContain(`data-fragment="${path}/progress"`);
  const first = await sender.get(`${path}/progress`);
  const again = await sender.get(`${path}/progress`, { headers: { "If-None-Match": first.headers.get("ETag")! } });

  expect(first.html).toContain("<progress");
  expect(first.html).not.toContain("<html");
  expect([again.status, again.html]).toEqual([304, ""]);
});

test("stopping asks first, and its page changes nothing", async () => {
  const newsletter = await aNewsletter();
  await aReader(newsletter);
  const path = `/admin/newsletters/issues/${(await aSentIssue(newsletter)).code}`;
  const before = await databaseState();

  expect((await sender.get(`${path}/stop`)).html).toContain("cannot be resumed");
  for (const act of ["pause", "resume", "test"]) expect((await sender.get(`${path}/${act}`)).location).toBe(path);
  expect(await databaseState()).toEqual(before);

  expect((await sender.post(`${path}/stop`, {})).location).toBe(path);
  expect((await sender.get(path)).html).toContain("Sending is stopped");
});

test("the audience page shows names and masked addresses", async () => {
  const { path, reader } = await aDraftPage();

  const { html } = await sender.get(`${path}/audience`);

  expect(html).toContain("r•••@test.example");
  expect(html).not.toContain(reader.email);
});

test("a finished issue says whom it did not reach; sending to those again asks first, leaving them is one press", async () => {
  const newsletter = await aNewsletter();
  const reader = await aReader(newsletter);
  const { code } = await aSentIssue(newsletter);
  const ctx = systemCtxFor();
  while (await fillMailing(ctx));
  await ctx.db.execute(
    sql`update messages set state = 'unknown', reason = 'no-answer', next_at = null, final_at = now() where person_id = ${reader.personId}::uuid`,
  );
  await finishMailings(ctx);
  const path = `/admin/newsletters/issues/${code}`;

  expect((await sender.get(path)).html).toContain("Whom it did not reach");
  const list = (await sender.get(`${path}/unreached?who=unknown`)).html;
  expect(list).toContain("Send to those again");
  expect(list).not.toContain(reader.email);
  const before = await databaseState();
  const confirm = (await sender.get(`${path}/unreached/again?who=unknown`)).html;
  expect(confirm).toContain("will get it twice");
  expect(await databaseState()).toEqual(before);

  const finishedAt = /name="finishedAt" value="([^"]+)"/.exec(confirm)![1]!;
  expect((await sender.post(`${path}/unreached/leave`, { who: "unknown", finishedAt })).location).toBe(path);
  expect((await sender.get(path)).html).toContain("1 person, left as it is");
  expect((await sender.post(`${path}/unreached/again`, { who: "unknown", finishedAt })).location).toBe(path);
  const twice = await sender.post(`${path}/unreached/again`, { who: "unknown", finishedAt });
  expect(twice.status).toBe(400);
  expect(twice.html).toContain("It is being sent at the moment");
  // while it is being sent nothing of that is offered, to nobody
  for (const page of ["unreached?who=unknown", "unreached/again?who=unknown", "unreached/again?who=failed"]) {
    const { status, html } = await sender.get(`${path}/${page}`);
    expect([page, status, html.includes("It is being sent at the moment"), html.includes('name="finishedAt"')]).toEqual([
      page,
      200,
      true,
      false,
    ]);
    expect([page, html.includes("Send to those again")]).toEqual([page, false]);
  }
});
