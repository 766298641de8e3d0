import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { formatDate } from "~/lib/dates";
import { databaseState } from "../../support/database-state";
import { anEnquiry, anEnquiryOf, messagesIn, someQuestion, storedEnquiry } from "../../support/enquiries";
import { type Answer, anAccount, aSite, type Browser, enter, type Site } from "../../support/http";
import { aNewsletter, aReader, mailsTo, subscriptionOf, tokenTo } from "../../support/newsletters";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

const fields = (more: Record<string, string> = {}) => ({ ...(someQuestion() as Record<string, string>), ...more });
const send = (more: Record<string, string> = {}, browser = site.browser()) => browser.post("/contact", fields(more));
const referenceOf = ({ location }: Answer) => new URL(location!, "http://x").searchParams.get("reference")!;

/** Staff, signed in. */
async function staff(role: "contacts-officer" | "data-protection-officer" | "administrator"): Promise<Browser> {
  const browser = site.browser();
  await enter(browser, (await anAccount({ roles: [role] })).email);
  return browser;
}

test("IMS-15, PMN-40: without account, password or cookie one asks a question about one's data, and is told the reference and the date", async () => {
  const page = await site.browser().get("/contact?about=personal-data");
  expect(page.status).toBe(200);
  expect(page.headers.getSetCookie()).toEqual([]);
  for (const words of ["Full name", "Email address", "Your question", ">Send<"]) expect(page.html).toContain(words);
  expect(/<input[^>]*value="personal-data"[^>]*>/.exec(page.html)![0]).toContain("checked");

  const sent = await send({ category: "personal-data" });
  expect(sent.status).toBe(303);
  expect(sent.headers.getSetCookie()).toEqual([]);
  const said = await site.browser().get(sent.location!);
  expect(said.html).toContain(referenceOf(sent));
  expect(said.html).toContain("You can expect our answer by");
});

test("whoever complains by the form, without an account, reads at once the reference and the day by which we have to acknowledge it", async () => {
  const page = await site.browser().get("/contact?about=complaint");
  expect(/<input[^>]*value="complaint"[^>]*>/.exec(page.html)![0]).toContain("checked");

  const sent = await send({ category: "complaint" });
  const { html } = await site.browser().get(sent.location!);

  const { dueAt } = await storedEnquiry(referenceOf(sent));
  expect(html).toContain(referenceOf(sent));
  expect(html.replace(/<[^>]+>/g, "")).toContain(`We acknowledge your complaint by ${formatDate(dueAt)}`);
});

test("PMN-40: every page leads to the contact form and the notice, signed out and signed in", async () => {
  const member = site.browser();
  await enter(member, (await anAccount()).email);
  for (const [browser, paths] of [
    [site.browser(), ["/", "/sign-in", "/newsletters", "/privacy", "/nothing-here", "/contact"]],
    [member, ["/", "/forum", "/account"]],
  ] as const)
    for (const path of paths) {
      const { html } = await browser.get(path);
      expect([path, /<footer[\s\S]*href="\/contact"/.test(html), /<footer[\s\S]*href="\/privacy"/.test(html)]).toEqual([path, true, true]);
    }
});

test("what was typed comes back with what is wrong, and nothing is stored", async () => {
  const before = await databaseState();
  const answer = await send({ email: "not an address", fullName: "", category: "" });
  expect(answer.status).toBe(400);
  for (const words of [
    "There is a problem",
    "Enter your full name",
    "Choose what it is about",
    'value="not an address"',
    "How many members are there?",
  ])
    expect(answer.html).toContain(words);
  expect(await databaseState()).toEqual(before);
});

test("a program that fills in what nobody sees is asked to send again, and what was typed is kept", async () => {
  const answer = await send({ website: "https://spam.example", question: "A real one, perhaps" });
  expect(answer.status).toBe(400);
  expect(answer.html).toContain("A real one, perhaps");
  expect(answer.html).not.toContain("spam.example");
});

test("B28: pressing Send twice gives one reference", async () => {
  const twice = fields();
  const answers = await Promise.all([site.browser().post("/contact", twice), site.browser().post("/contact", twice)]);
  expect(referenceOf(answers[0])).toBe(referenceOf(answers[1]));
});

test("B25: fields that the form does not have are not read", async () => {
  const answer = await send({
    queue: "technical",
    state: "closed",
    ownerId: uuidv7(),
    personId: uuidv7(),
    dueAt: "2001-01-01",
    id: uuidv7(),
  });
  expect(await storedEnquiry(referenceOf(answer))).toMatchObject({ queue: "office", state: "new", ownerId: null, personId: null });
});

test("a signed-in member is not asked for name and address again", async () => {
  const account = await anAccount();
  const browser = site.browser();
  await enter(browser, account.email);
  const { html } = await browser.get("/contact");
  expect(html).not.toContain("Full name");
  const { question, category, submissionId } = fields();
  const sent = await browser.post("/contact", { question: question!, category: category!, submissionId: submissionId! });
  expect(await storedEnquiry(referenceOf(sent))).toMatchObject({ personId: account.personId });
});

test("B5: the answer is the same whoever holds the address, statement for statement", async () => {
  const account = await anAccount();
  await send();
  const face = ({ status, headers, queries, html }: Answer) => ({ status, queries, html, names: [...headers.keys()].sort() });
  expect(face(await send({ email: account.email }))).toEqual(face(await send()));
});

test("B13, E16: opening the link of the acknowledgement changes nothing and sets no cookie; the button attaches, without an account", async () => {
  const { email, code } = await anEnquiry();
  const path = `/contact/confirm/${await tokenTo("enquiry", email)}`;
  const before = await databaseState();
  const browser = site.browser();
  const page = await browser.get(path);
  expect(page.status).toBe(200);
  expect(page.html).toContain("Yes, that was me");
  expect(page.html).not.toContain(email);
  expect(page.headers.getSetCookie()).toEqual([]);
  expect(page.headers.get("Cache-Control")).toBe("private, no-store");
  expect(await databaseState()).toEqual(before);

  expect((await browser.post(path, {})).location).toBe("/contact/confirmed");
  expect((await storedEnquiry(code)).personId).not.toBeNull();
  expect((await browser.get(path)).status).toBe(410);
});

test("PMN-4: behind the acknowledgement of “stop writing to me” one button ends every newsletter", async () => {
  const newsletter = await aNewsletter();
  const reader = await aReader(newsletter);
  await send({ category: "stop-contact", email: reader.email });
  const path = `/contact/confirm/${await tokenTo("enquiry", reader.email)}`;
  expect((await site.browser().get(path)).html).toContain("Stop writing to me");
  expect((await site.browser().post(path, {})).location).toBe("/contact/stopped");
  expect(await subscriptionOf(reader.personId, newsletter.listId)).toMatchObject({ state: "ended" });
});

test("staff answer: list, record, note, reply, close, open again; a colleague's reply meanwhile keeps what was typed", async () => {
  const enquiry = await anEnquiry({ question: "<b>Is it true?</b> https://evil.example", fullName: "<i>Mallory</i>" });
  const officer = await staff("contacts-officer");
  const list = await officer.get("/admin/enquiries");
  expect(list.html).toContain(enquiry.code);
  expect(list.html).not.toContain("Mallory");

  const path = `/admin/enquiries/${enquiry.code}`;
  const record = await officer.get(path);
  expect(record.html).toContain(
    '&lt;b&gt;Is it true?&lt;/b&gt; <a href="https://evil.example/" rel="noopener nofollow ugc">https://evil.example<span',
  );
  expect(record.html).not.toMatch(/<b>Is|<i>Mallory/);
  // line ends and spaces stand as they were typed
  expect(record.html).toContain('<div class="pn-source">&lt;b&gt;Is it true');
  expect((await officer.post(`${path}/note`, { note: "Looked it up.", submissionId: uuidv7() })).location).toBe(path);
  expect((await officer.post(`${path}/take`, {})).location).toBe(path);

  const stale = await officer.post(`${path}/reply`, { body: "My long reply", submissionId: uuidv7(), last: "1" });
  expect(stale.status).toBe(409);
  for (const words of ["My long reply", "Looked it up.", 'name="last" value="2"']) expect(stale.html).toContain(words);
  expect((await officer.post(`${path}/reply`, { body: "My long reply", submissionId: uuidv7(), last: "2" })).location).toBe(path);
  expect(await mailsTo(enquiry.email, "enquiry-reply")).toHaveLength(1);

  expect((await officer.post(`${path}/close`, {})).location).toBe(path);
  expect((await officer.get(path)).html).toContain("Open it again");
  expect((await officer.post(`${path}/reopen`, {})).location).toBe(path);
  expect((await messagesIn(enquiry)).map(({ kind }) => kind)).toEqual(["question", "note", "reply"]);
});

test("an empty reply comes back to the enquiry", async () => {
  const enquiry = await anEnquiry();
  const officer = await staff("contacts-officer");
  const refused = await officer.post(`/admin/enquiries/${enquiry.code}/reply`, { body: " ", submissionId: uuidv7(), last: "1" });
  expect([refused.status, refused.html.includes("Write the reply")]).toEqual([400, true]);
});

test("B22, B26: visitors sign in, members are refused, staff of another queue find nothing", async () => {
  const complaint = await anEnquiry({ category: "complaint" });
  const path = `/admin/enquiries/${complaint.code}`;
  expect((await site.browser().get(path)).location).toMatch(/^\/sign-in/);
  const member = site.browser();
  await enter(member, (await anAccount()).email);
  expect((await member.get(path)).status).toBe(403);
  const officer = await staff("contacts-officer");
  expect((await officer.get(path)).status).toBe(404);
  expect((await officer.post(`${path}/close`, {})).status).toBe(404);
  expect((await (await staff("data-protection-officer")).get(path)).status).toBe(200);
});

test("nobody opens an enquiry before undertaking confidentiality", async () => {
  const browser = site.browser();
  await enter(browser, (await anAccount({ roles: ["contacts-officer"], hasUndertaken: false })).email);
  expect((await browser.get(`/admin/enquiries/${(await anEnquiry()).code}`)).location).toMatch(/^\/account\/undertaking/);
});

test("the pages take few statements", async () => {
  const enquiry = await anEnquiryOf(await anAccount());
  await site.browser().get("/contact");
  expect((await site.browser().get("/contact")).queries).toBe(0);
  expect((await site.browser().get(`/contact/sent?reference=${enquiry.code}`)).queries).toBe(1);
  const officer = await staff("contacts-officer");
  await officer.get("/admin/enquiries");
  const list = (await officer.get("/admin/enquiries")).queries;
  await anEnquiry();
  expect((await officer.get("/admin/enquiries")).queries).toBe(list);
  expect(list).toBeLessThanOrEqual(5);
});

test("a reference of nobody leads to the form", async () => {
  expect((await site.browser().get("/contact/sent?reference=0000000000")).location).toBe("/contact");
  expect((await site.browser().get("/contact/sent")).location).toBe("/contact");
});

test("B39: a network that sends too many enquiries is slowed down to one a minute, and what it then sends is not stored", async () => {
  const statuses: number[] = [];
  while (statuses.length < 40 && statuses.at(-1) !== 429) statuses.push((await send()).status);
  expect(statuses.slice(0, -1).every((status) => status === 303)).toBe(true);
  expect([statuses.length > 20, statuses.at(-1)]).toEqual([true, 429]);
  const before = await databaseState();
  const refused = await send();
  expect([refused.status, Number(refused.headers.get("Retry-After"))]).toEqual([429, expect.toSatisfy((wait) => wait > 0 && wait <= 60)]);
  expect(await databaseState()).toEqual(before);
});
