import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { messages } from "#db/schema/mail/messages";
import { resetPasswordMail } from "~/features/accounts/passwords/reset-password.mail.server";
import { systemCtxFor, testDb } from "../support/context";
import { type Answer, anAccount, aSite, type Site } from "../support/http";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

/** All that somebody outside can see of an answer, and what it cost. The address itself is as long in both. */
const face = ({ status, headers, html, location, queries, verifications }: Answer, address: string) => ({
  status,
  location,
  queries,
  verifications,
  html: html.replaceAll(address, "ADDRESS"),
  headers: [...headers].filter(([name]) => !["date", "x-request-id", "content-length"].includes(name)),
  length: html.length,
});

const twin = (email: string) => email.replace(/^./, (letter) => (letter === "z" ? "y" : "z"));

test("B5: signing in answers an unknown address as it answers a wrong password, at the same cost", async () => {
  const { email } = await anAccount();
  await site.browser().post("/sign-in", { email: (await anAccount()).email, password: "not the right one" }); // what a process does once

  const known = await site.browser().post("/sign-in", { email, password: "not the right one" });
  const unknown = await site.browser().post("/sign-in", { email: twin(email), password: "not the right one" });

  expect(known.verifications).toBe(1);
  expect(known.queries).toBeGreaterThan(1);
  expect(face(unknown, twin(email))).toEqual(face(known, email));
});

test("B5: asking for a new password answers alike for known and unknown, statement for statement", async () => {
  const { email } = await anAccount();
  await site.browser().post("/forgot-password", { email: (await anAccount()).email });

  const known = await site.browser().post("/forgot-password", { email });
  const unknown = await site.browser().post("/forgot-password", { email: twin(email) });

  expect(known.location).toBe("/forgot-password/sent");
  expect(face(unknown, twin(email))).toEqual(face(known, email));
});

test("B5: only an account's owner gets the link; for a stranger's address nothing is sent", async () => {
  const { email } = await anAccount();
  for (const address of [email, twin(email)]) await site.browser().post("/forgot-password", { email: address });

  const build = async (address: string) => {
    const [message] = await testDb().db.select().from(messages).where(sql`${messages.toEmail} = ${address}`);
    return resetPasswordMail.build(systemCtxFor(), message!);
  };

  expect(await build(twin(email))).toEqual({ skip: "no-account" });
  expect(await build(email)).toMatchObject({ action: { url: expect.stringContaining("/reset-password/") } });
});
