import { request } from "node:http";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startMailCatcher } from "~/features/mail/log/catcher.server";
import { testDb } from "../../support/context";
import { freePort } from "../../support/ports";

let smtpPort: number;
let inboxPort: number;
let catcher: { close: () => Promise<void> };

beforeAll(async () => {
  [smtpPort, inboxPort] = [await freePort(), await freePort()];
  catcher = await startMailCatcher({ smtpPort, inboxPort });
});
afterAll(() => catcher.close());

const send = (mail: Record<string, unknown>) =>
  createTransport({ host: "127.0.0.1", port: smtpPort, secure: false }).sendMail({ from: "portal@network.example", ...mail });
const get = (path: string) => fetch(`http://localhost:${inboxPort}${path}`);

async function lastId(): Promise<number> {
  const [row] = await testDb().sql<{ id: number }[]>`select max(id)::int as id from caught_mails`;
  return row!.id;
}

test("a mail is kept once for each recipient, under the address in its canonical form", async () => {
  await send({
    to: ["Jo@Practice.example", "sam@practice.example"],
    subject: "Cover for Friday – ask",
    text: "hello",
    messageId: "<one@network.example>",
  });

  const rows = await testDb().sql`select to_canonical, subject, message_id from caught_mails order by to_canonical`;
  expect(rows.map((row) => ({ ...row }))).toEqual([
    { to_canonical: "jo@practice.example", subject: "Cover for Friday – ask", message_id: "<one@network.example>" },
    { to_canonical: "sam@practice.example", subject: "Cover for Friday – ask", message_id: "<one@network.example>" },
  ]);
});

test("what stands in a mail is shown as text, not run as HTML", async () => {
  await send({ to: "jo@practice.example", subject: "<script>alert(1)</script>", text: '<img src=x onerror="alert(2)">' });

  for (const path of ["/", `/mails/${await lastId()}`]) {
    const shown = await (await get(path)).text();
    expect(shown).toContain("&#60;script&#62;alert(1)&#60;/script&#62;");
    expect(shown).not.toMatch(/<script|<img/);
  }
});

test("links of both parts can be opened; addresses of other kinds cannot", async () => {
  const html = '<a href="http://localhost:3000/reset-password/a?b=1&amp;c=2">Choose a password</a> <a href="javascript:alert(1)">no</a>';
  await send({ to: "jo@practice.example", subject: "Reset", html, text: "Go to http://localhost:3000/reset-password/a?b=1&c=2." });

  const shown = await (await get(`/mails/${await lastId()}`)).text();
  expect(shown).toContain('Choose a password: <a href="http://localhost:3000/reset-password/a?b=1&#38;c=2">');
  expect(shown).toContain(
    'Go to <a href="http://localhost:3000/reset-password/a?b=1&#38;c=2">http://localhost:3000/reset-password/a?b=1&#38;c=2</a>.',
  );
  expect(shown).not.toContain('href="javascript');
});

test("the HTML part has an address of its own, and a policy under which it can neither run nor fetch anything", async () => {
  await send({ to: "jo@practice.example", subject: "Issue", html: "<p>Hello</p><script>alert(1)</script>" });
  const id = await lastId();

  expect(await (await get(`/mails/${id}`)).text()).toContain(`<iframe src="/mails/${id}/html" sandbox title="`);
  const part = await get(`/mails/${id}/html`);
  expect(part.headers.get("Content-Security-Policy")).toBe(
    "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'",
  );
});

test("the source is the mail as it came", async () => {
  await send({ to: "jo@practice.example", subject: "Source", text: "as it came", headers: { "X-Kind": "notice" } });

  const source = await get(`/mails/${await lastId()}/source`);
  expect(source.headers.get("Content-Type")).toContain("text/plain");
  expect(await source.text()).toMatch(/X-Kind: notice\r\n.*\r\nas it came/s);
});

test("the list is newest first, by pages, and can be narrowed to one address", async () => {
  await testDb().sql`delete from caught_mails`;
  await testDb().sql`insert into caught_mails (received_at, to_canonical, subject, raw)
    select now(), case when n % 2 = 0 then 'even@a.example' else 'odd@a.example' end, 'Mail ' || n, ''::bytea from generate_series(1, 120) n`;
  const subjects = (text: string) => [...text.matchAll(/>Mail (\d+)</g)].map((match) => Number(match[1]));

  const first = await (await get("/")).text();
  expect(subjects(first).slice(0, 2)).toEqual([120, 119]);
  const older = /href="(\/\?before=\d+)"/.exec(first)![1]!;
  expect(subjects(await (await get(older)).text())[0]).toBe(70);
  expect(subjects(await (await get("/?to=odd@a.example")).text()).every((n) => n % 2 === 1)).toBe(true);
});

test("the inbox does not answer a name from elsewhere, and takes no changes", async () => {
  const status = (options: Record<string, unknown>) =>
    new Promise<number>((done) => request({ port: inboxPort, host: "127.0.0.1", ...options }, (answer) => done(answer.statusCode!)).end());
  expect(await status({ headers: { host: "evil.example" } })).toBe(421);
  expect(await status({ method: "POST", headers: { host: "localhost" } })).toBe(405);
});
