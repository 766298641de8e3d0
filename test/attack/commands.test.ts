import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { STAFF_ROLES } from "~/features/accounts/staff/staff.policy";
import { MAIL_LOG_ROLES } from "~/features/mail/log/mail-log.policy";
import { getMessage, listMessages } from "~/features/mail/log/mail-log.queries.server";
import { lookAtUnreached } from "~/features/mail/mailings/unreached.queries.server";
import { createIssue } from "~/features/newsletters/issues/compose-issue.server";
import { getIssue, type Issue, listIssues, listNewslettersToSend } from "~/features/newsletters/issues/issues.queries.server";
import { lookAtAudience } from "~/features/newsletters/issues/look-at-audience.server";
import { SENDER_ROLES } from "~/features/newsletters/newsletter.policy";
import { retryWork } from "~/features/operations/work-waiting.server";
import { RECORD_ACTS } from "~/features/permissions/record.policy";
import { erase, freezePerson, planErasure } from "~/features/privacy/erasure.server";
import { exportPerson } from "~/features/privacy/export-person.server";
import { readMessage } from "~/features/privacy/read-message.server";
import { changeSettings } from "~/features/settings/change-settings.server";
import type { Ctx } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { ctxFor, systemCtxFor } from "../support/context";
import { databaseState } from "../support/database-state";
import { aNewsletter } from "../support/newsletters";
import { aMember, type aPerson, type TestPerson } from "../support/people";

let subject: TestPerson;
let newsletter: Awaited<ReturnType<typeof aNewsletter>>;
let issue: Issue;
beforeAll(async () => {
  subject = await aMember();
  newsletter = await aNewsletter({ audience: "open" });
  const made = await createIssue(systemCtxFor(), newsletter.slug, { subject: "Not yet", preheader: "", body: "A draft." });
  issue = await getIssue(systemCtxFor(), (made as { code: string }).code);
});

const ADMINISTRATOR = ["administrator"];

/** Whatever a route forgets to ask: what staff alone may do or see, and whose task it is. */
const GUARDED: [name: string, roles: readonly string[], act: (ctx: Ctx) => Promise<unknown>][] = [
  ["planning an erasure", RECORD_ACTS.erase, (ctx) => planErasure(ctx, subject.personId)],
  ["freezing a person", RECORD_ACTS.erase, (ctx) => freezePerson(ctx, subject.personId, "delete")],
  ["erasing a person", RECORD_ACTS.erase, (ctx) => erase(ctx, uuidv7())],
  ["copying a person’s data", RECORD_ACTS.copy, (ctx) => exportPerson(ctx, subject.personId)],
  ["changing the settings", ADMINISTRATOR, (ctx) => changeSettings(ctx, { shortName: "Mine" })],
  ["trying work again", ADMINISTRATOR, (ctx) => retryWork(ctx, uuidv7())],
  ["listing mails", MAIL_LOG_ROLES, (ctx) => listMessages(ctx, { problems: false, to: null, after: null })],
  ["looking up a mail", MAIL_LOG_ROLES, (ctx) => getMessage(ctx, "any")],
  ["reading a mail", MAIL_LOG_ROLES, (ctx) => readMessage(ctx, "any", "why not")],
  ["reading a draft of an issue", SENDER_ROLES, (ctx) => getIssue(ctx, issue.code)],
  ["listing drafts of issues", SENDER_ROLES, (ctx) => listIssues(ctx, newsletter)],
  ["listing newsletters to send", SENDER_ROLES, async (ctx) => listNewslettersToSend(ctx)],
  ["looking at an audience", SENDER_ROLES, (ctx) => lookAtAudience(ctx, issue, "reachable")],
  ["looking at whom an issue did not reach", SENDER_ROLES, (ctx) => lookAtUnreached(ctx, uuidv7(), "failed")],
];

test.each(GUARDED)("%s is refused by the command itself to staff with every other role", async (_, roles, act) => {
  const others = STAFF_ROLES.filter((role) => !roles.includes(role)) as NonNullable<Parameters<typeof aPerson>[0]>["roles"];
  const staff = await aMember({ roles: others, secondFactorAt: new Date() });
  const before = await databaseState();

  await expect(act(ctxFor(staff))).rejects.toBeInstanceOf(ForbiddenError);
  await expect(act(ctxFor({ kind: "visitor" }))).rejects.toBeInstanceOf(ForbiddenError);

  expect(await databaseState()).toEqual(before);
});
