import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { persons } from "#db/schema/people";
import { renderService } from "#emails/layouts/service";
import { MAIL_KINDS } from "#jobs/mail-kinds";
import type { ServiceMail } from "~/features/mail/messages/mail-kind.server";
import { approveApplication } from "~/features/membership/applications/approve-application.server";
import { askApplicant } from "~/features/membership/applications/ask-applicant.server";
import { declineApplication } from "~/features/membership/applications/decline-application.server";
import { answerQuestion } from "~/features/membership/applications/my-application.server";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aClaim, aDecider, anApplication, anInvitation, aSponsor } from "../../support/membership";
import { mailsTo } from "../../support/newsletters";
import { loadPerson } from "../../support/people";

const PHISH = `<b>Your mailbox is full</b><script>alert(1)</script> Go to https://evil.example/login or www.evil.example, mail it@evil.example\n\n[click](javascript:alert(1))`;

/** The latest mail to an address, as it would leave. */
async function latestTo(email: string) {
  const message = (await mailsTo(email)).at(-1)!;
  const kind = MAIL_KINDS.find(({ name }) => name === message.kind)!;
  const content = await kind.build(systemCtxFor(), message);
  if ("skip" in content) return { skip: content.skip, html: "", text: "" };
  const sender = { siteName: "PMN", postalAddress: "1 Example Street", baseUrl: "https://network.example" };
  return { skip: null, ...(await renderService({ sender, ...(content as ServiceMail) } as never)) };
}

const linksIn = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href!);

test("B20: nothing that an applicant typed is in the mail to the address that they typed", async () => {
  const { email } = await aClaim({ fullName: PHISH.slice(0, 90), jobTitle: "evil.example", organisation: "https://evil.example" });
  const { html, text } = await latestTo(email);

  for (const part of [html, text]) expect(part).not.toMatch(/evil|mailbox is full/);
  expect(text).toContain("/register/verify/");
});

test("B20: a sponsor's words in an invitation are escaped, and no address in them can become a link", async () => {
  const sponsor = await aSponsor({ displayName: "IT desk https://evil.example" });
  await systemCtxFor().db.update(persons).set({ displayName: "IT desk https://evil.example" }).where(eq(persons.id, sponsor.personId));
  const { email } = await anInvitation({ sponsor, fullName: "<i>You</i> www.evil.example", message: PHISH });
  const { html, text } = await latestTo(email);

  expect(html).not.toMatch(/<b>Your|<script|<i>You/);
  expect(linksIn(html).filter((href) => href.includes("evil") || href.startsWith("javascript"))).toEqual([]);
  for (const part of [html, text]) expect(part).not.toMatch(/https:\/\/evil|www\.evil|it@evil|evil\.example/);
  expect(linksIn(html).some((href) => href.includes("/invitations/"))).toBe(true);
});

test("B20: a decider's reason and question are escaped and unlinked as well", async () => {
  const [declined, asked] = [await anApplication(), await anApplication()];
  const decider = ctxFor(await aDecider());
  await declineApplication(decider, { code: declined.code, reason: PHISH });
  await askApplicant(decider, { code: asked.code, question: PHISH });

  for (const { email } of [declined, asked]) {
    const { html, text } = await latestTo(email);
    expect(html).not.toMatch(/<b>Your|<script/);
    expect(text).toContain("Your mailbox is full");
    for (const part of [html, text]) expect(part).not.toMatch(/https:\/\/evil|www\.evil|it@evil|evil\.example/);
  }
});

test("each step has its mail: received, question, approved with what to do first, declined with the reason", async () => {
  const application = await anApplication();
  const decider = ctxFor(await aDecider());
  expect((await latestTo(application.email)).text).toContain("waits for a decision");

  await askApplicant(decider, { code: application.code, question: "Which practice?" });
  expect((await latestTo(application.email)).text).toContain("Which practice?");

  await approveApplication(decider, { code: application.code, organisation: "Larkhollow Surgery", odsCode: null });
  expect((await latestTo(application.email)).text).toMatch(/Three things to do first/);

  const other = await anApplication();
  await declineApplication(decider, { code: other.code, reason: "No such practice" });
  expect((await latestTo(other.email)).text).toContain("No such practice");
});

test("a question that was answered before its mail left is not asked any more", async () => {
  const application = await anApplication();
  await askApplicant(ctxFor(await aDecider()), { code: application.code, question: "Which practice?" });
  await answerQuestion(ctxFor(await loadPerson(application.personId)), { answer: "This one.", asked: 1 });

  expect(await latestTo(application.email)).toMatchObject({ skip: "question-closed" });
});
