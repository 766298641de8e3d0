import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { endGroup } from "~/features/accounts/staff/end-group.server";
import { countDrafts, countPagesFor, countPagesToReview } from "~/features/content/pages/manage.queries.server";
import { changeLook } from "~/features/files/look.server";
import { countCategoriesFor } from "~/features/forum/categories/categories.queries.server";
import { countWaitingAppeals } from "~/features/forum/moderation/moderation-queue.queries.server";
import { countWaitingReports } from "~/features/forum/reports/reports.queries.server";
import { getMailHealth, getMessage, listMessages } from "~/features/mail/log/mail-log.queries.server";
import { lookAtUnreached } from "~/features/mail/mailings/unreached.queries.server";
import { listRestingDomains } from "~/features/mail/transport/domain-rests.server";
import { countWaitingApplications } from "~/features/membership/applications/applications.queries.server";
import { createIssue } from "~/features/newsletters/issues/compose-issue.server";
import {
  countIssueDrafts,
  countIssuesUnderWay,
  getIssue,
  type Issue,
  listIssues,
  listNewslettersToSend,
} from "~/features/newsletters/issues/issues.queries.server";
import { lookAtAudience } from "~/features/newsletters/issues/look-at-audience.server";
import { countNewslettersFor } from "~/features/newsletters/newsletters.queries.server";
import { countFailedWork, getWorkWaiting, retryWork } from "~/features/operations/work-waiting.server";
import { changeInterest, createInterest, offerInterestAgain, retireInterest } from "~/features/people/arrange-interests.server";
import { listInterestsToArrange } from "~/features/people/interests.queries.server";
import { changeGroup, createGroup, startGroupAgain } from "~/features/permissions/arrange-groups.server";
import { listGroupsToArrange } from "~/features/permissions/groups.queries.server";
import { type Permission, rolesWith, STAFF_ROLES } from "~/features/permissions/permissions";
import { erase } from "~/features/privacy/carry-out-erasures.server";
import { exportPerson } from "~/features/privacy/export-person.server";
import { freezePerson, planErasure } from "~/features/privacy/freeze-person.server";
import { readMessage } from "~/features/privacy/read-message.server";
import { changeSettings } from "~/features/settings/change-settings.server";
import type { Ctx } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { ctxFor, systemCtxFor } from "../support/context";
import { databaseState } from "../support/database-state";
import { aNewsletter } from "../support/newsletters";
import { aMember, type TestPerson } from "../support/people";

let subject: TestPerson;
let newsletter: Awaited<ReturnType<typeof aNewsletter>>;
let issue: Issue;
beforeAll(async () => {
  subject = await aMember();
  newsletter = await aNewsletter({ audience: "open" });
  const made = await createIssue(systemCtxFor(), newsletter.slug, { subject: "Not yet", preheader: "", body: "A draft." });
  issue = await getIssue(systemCtxFor(), (made as { code: string }).code);
});

/** Whatever a route forgets to ask: what staff alone may do or see, and whose task it is. */
const GUARDED: [name: string, permission: Permission, act: (ctx: Ctx) => Promise<unknown>][] = [
  ["planning an erasure", "erase-people", (ctx) => planErasure(ctx, subject.personId)],
  ["freezing a person", "erase-people", (ctx) => freezePerson(ctx, subject.personId, "delete")],
  ["erasing a person", "erase-people", (ctx) => erase(ctx, uuidv7())],
  ["copying a person’s data", "copy-records", (ctx) => exportPerson(ctx, subject.personId, async () => null)],
  ["making a group", "change-roles", (ctx) => createGroup(ctx, { name: "Mine", description: "Mine." })],
  ["changing a group", "change-roles", (ctx) => changeGroup(ctx, { slug: "pcn-leads", name: "Mine", description: "Mine." })],
  ["ending a group", "change-roles", (ctx) => endGroup(ctx, "pcn-leads")],
  ["starting a group again", "change-roles", (ctx) => startGroupAgain(ctx, "pcn-leads")],
  ["listing groups to arrange", "change-roles", (ctx) => listGroupsToArrange(ctx, null)],
  ["counting pages for a group", "change-roles", (ctx) => countPagesFor(ctx, uuidv7())],
  ["counting categories for a group", "change-roles", (ctx) => countCategoriesFor(ctx, uuidv7())],
  ["counting newsletters for a group", "change-roles", (ctx) => countNewslettersFor(ctx, uuidv7())],
  ["adding an interest", "arrange-interests", (ctx) => createInterest(ctx, { name: "Mine", description: "", position: 1 })],
  [
    "renaming an interest",
    "arrange-interests",
    (ctx) => changeInterest(ctx, { slug: "finance", name: "Mine", description: "", position: 1 }),
  ],
  ["taking an interest off the list", "arrange-interests", (ctx) => retireInterest(ctx, "finance")],
  ["offering an interest again", "arrange-interests", (ctx) => offerInterestAgain(ctx, "finance")],
  ["listing interests to arrange", "arrange-interests", listInterestsToArrange],
  ["changing the settings", "manage-settings", (ctx) => changeSettings(ctx, { shortName: "Mine" })],
  ["changing the logo", "manage-settings", (ctx) => changeLook(ctx, "logo", null)],
  ["trying work again", "see-health", (ctx) => retryWork(ctx, uuidv7())],
  ["seeing what work waits", "see-health", getWorkWaiting],
  ["counting work that was given up", "see-health", countFailedWork],
  ["seeing how mail stands", "see-health", getMailHealth],
  ["seeing which domains rest", "see-health", listRestingDomains],
  ["counting applications to decide", "decide-applications", countWaitingApplications],
  ["counting drafts of issues", "send-newsletters", countIssueDrafts],
  ["counting issues being sent", "send-newsletters", countIssuesUnderWay],
  ["counting reports to look at", "moderate", countWaitingReports],
  ["counting appeals to decide", "moderate", countWaitingAppeals],
  ["counting pages to review", "edit-pages", countPagesToReview],
  ["counting unpublished pages", "edit-pages", countDrafts],
  ["listing mails", "read-mail-log", (ctx) => listMessages(ctx, { problems: false, to: null, after: null })],
  ["looking up a mail", "read-mail-log", (ctx) => getMessage(ctx, "any")],
  ["reading a mail", "read-mail-log", (ctx) => readMessage(ctx, "any", "why not")],
  ["reading a draft of an issue", "send-newsletters", (ctx) => getIssue(ctx, issue.code)],
  ["listing drafts of issues", "send-newsletters", (ctx) => listIssues(ctx, newsletter)],
  ["listing newsletters to send", "send-newsletters", async (ctx) => listNewslettersToSend(ctx)],
  ["looking at an audience", "send-newsletters", (ctx) => lookAtAudience(ctx, issue, "reachable")],
  ["looking at whom an issue did not reach", "send-newsletters", (ctx) => lookAtUnreached(ctx, uuidv7(), "failed")],
];

test.each(GUARDED)("%s is refused by the command itself to staff with every other role", async (_, permission, act) => {
  const others = STAFF_ROLES.filter((role) => !rolesWith(permission).includes(role));
  const staff = await aMember({ roles: others, secondFactorAt: new Date() });
  const before = await databaseState();

  await expect(act(ctxFor(staff))).rejects.toBeInstanceOf(ForbiddenError);
  await expect(act(ctxFor({ kind: "visitor" }))).rejects.toBeInstanceOf(ForbiddenError);

  expect(await databaseState()).toEqual(before);
});
