import { desc, eq } from "drizzle-orm";
import { HOTP, Secret } from "otpauth";
import { accounts, sessions } from "#db/schema/accounts";
import { messages } from "#db/schema/mail/messages";
import { passwordChangedMail } from "~/features/accounts/passwords/password-changed.mail.server";
import { offeredSecret } from "~/features/accounts/second-factor/totp.server";
import { type StepUp, startSession } from "~/features/accounts/sign-in/sessions.server";
import { suspendAccount } from "~/features/accounts/staff/suspend-account.server";
import { countReach } from "~/features/consents/reach.queries.server";
import { savePage } from "~/features/content/pages/save-page.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { openRecord } from "~/features/records/open-record.server";
import { restrictPerson } from "~/features/records/restriction.server";
import { SITE_DEFAULTS } from "~/features/settings/site-settings";
import { type OWN_ACTS, rolesFor, STAFF_ACTS, type StaffAct } from "~/http/access/acts";
import { later, MINUTE } from "~/lib/dates";
import { encryptField } from "~/lib/tokens.server";
import { addAddress } from "./account";
import { aPage, aDraft as aPageDraft, storedPage } from "./content";
import { ctxFor, systemCtxFor, testDb } from "./context";
import { anEnquiry } from "./enquiries";
import { aCategory, aSanction, aTopic } from "./forum";
import { anAccount, type Browser, type Site, TOTP_SECRET } from "./http";
import { anApplication } from "./membership";
import { aDraft, aNewsletter, anAddress, anEndedIssue, aReader } from "./newsletters";
import { aGroup, aNewGroup, type TestPerson } from "./people";

/** A form that does an act, good in all. `reason` is its field for one; without fields the act is to open the page. */
export type Attempt = { path: string; fields: null | Record<string, string> | (() => Promise<Record<string, string>>); reason?: string };

/** The acts that demand something beside the session. */
type Weighty<T> = { [Name in keyof T]: T[Name] extends { demands: unknown } ? Name : never }[keyof T];
export type WeightyAct = Weighty<typeof OWN_ACTS> | Weighty<typeof STAFF_ACTS>;

const app = (path: string) => async (by: TestPerson) => ({ path, fields: async () => ({ code: codeOf(await offeredTo(by)) }) });
const WHY = { reason: "They asked us to" };

/** What is there before it is done, and how it is done. */
export const ATTEMPTS: Record<WeightyAct, (by: TestPerson) => Promise<Attempt>> = {
  "change-password": async () => ({ path: "/account/password", fields: { newPassword: "six brave lanterns glow" } }),
  "set-up-factor": app("/account/security/set-up"),
  "replace-factor": app("/account/security/replace"),
  "remove-factor": async () => ({ path: "/account/security/switch-off", fields: {} }),
  "make-recovery-codes": async () => ({ path: "/account/security/recovery", fields: {} }),
  "add-address": async () => ({ path: "/account/email/add", fields: { email: anAddress() } }),
  "choose-main-address": async (by) => ({ path: "/account/email/main", fields: { address: await idOf(by, await addAddress(by)) } }),
  "remove-address": async (by) => ({ path: "/account/email/remove", fields: { address: await idOf(by, await addAddress(by)) } }),
  "copy-own-data": async () => ({ path: "/account/privacy/copy", fields: {} }),
  leave: async () => ({ path: "/account/leave", fields: { posts: "keep" } }),
  "open-record": async () => ({
    path: `/admin/members/${(await anAccount()).ref}/open`,
    fields: { purpose: "support", words: "" },
    reason: "purpose",
  }),
  "correct-details": async (by) => onRecord(await aRecord(by), "details", { fullName: "Corrected Name", ...WHY }),
  "give-role": async (by) => onRecord(await aRecord(by), "roles/give", { given: "role:editor" }),
  "take-role": async (by) => onRecord(await aRecord(by), "roles/take", { given: "role:member" }),
  "change-group": async () => {
    const { slug } = await aNewGroup();
    return { path: `/admin/groups/${slug}/change`, fields: { name: `Other ${slug}`, description: "Another purpose." } };
  },
  "end-group": async () => ({ path: `/admin/groups/${(await aNewGroup()).slug}/end`, fields: {} }),
  suspend: async (by) => onRecord(await aRecord(by), "suspend", WHY),
  reinstate: async (by) => {
    const member = await aRecord(by);
    await suspendAccount(systemCtxFor(), { personId: member.personId, ...WHY });
    return onRecord(member, "reinstate", WHY);
  },
  restrict: async (by) => onRecord(await aRecord(by), "restrict", { why: "case under way", ...WHY }),
  "lift-restriction": async (by) => {
    const member = await aRecord(by);
    await restrictPerson(systemCtxFor(), { personId: member.personId, why: "case under way", ...WHY });
    return onRecord(member, "lift", WHY);
  },
  "hand-over-address": async (by) => {
    const member = await aRecord(by);
    return onRecord(member, "hand-over", { address: member.email, ...WHY });
  },
  "copy-record": async (by) => onRecord(await aRecord(by), "copy/file", { format: "json" }),
  "export-list": async () => ({ path: "/admin/members/lists/file", fields: { purpose: "events", channel: "phone" } }),
  "erase-person": async (by) => {
    const member = await aRecord(by);
    return onRecord(member, "erase", { posts: "keep", reference: member.ref });
  },
  "approve-application": async () => {
    const { code } = await anApplication();
    return { path: `/admin/applications/${code}/approve`, fields: { organisation: "Larkhollow Surgery", ods: "" } };
  },
  "decline-application": async () => {
    const { code } = await anApplication();
    return { path: `/admin/applications/${code}/decline`, fields: WHY, reason: "reason" };
  },
  "send-invitation": async () => {
    await aGroup("pcn-leads");
    const ends = { endsDay: "31", endsMonth: "3", endsYear: String(new Date().getUTCFullYear() + 1) };
    return { path: "/admin/invitations/send", fields: { fullName: "Idris Pemberton", email: anAddress(), groups: "pcn-leads", ...ends } };
  },
  "read-mail": async () => {
    const { personId } = await anAccount();
    await queueMail(systemCtxFor(), passwordChangedMail, {}, { personId });
    const [message] = await testDb().db.select().from(messages).where(eq(messages.personId, personId)).orderBy(desc(messages.id)).limit(1);
    return { path: `/admin/mail/${message!.messageId.slice(1).split("@")[0]}/text`, fields: WHY, reason: "reason" };
  },
  "see-audience": async (by) => {
    const newsletter = await aNewsletter();
    const { code } = await aDraft(by, newsletter);
    return { path: `/admin/newsletters/issues/${code}/audience`, fields: null };
  },
  "send-issue": async (by) => {
    const newsletter = await aNewsletter();
    await aReader(newsletter);
    const { code } = await aDraft(by, newsletter);
    const { reachable } = await countReach(systemCtxFor(), newsletter.listId);
    return { path: `/admin/newsletters/issues/${code}/send`, fields: { version: "1", people: String(reachable) } };
  },
  "publish-notice": async () => ({
    path: "/admin/privacy/terms/publish",
    fields: { body: "Be nice.", change: "All is new.", material: "no", basedOn: "0" },
  }),
  "take-out-page-text": async (by) => {
    const { code } = await aPageDraft();
    await savePage(ctxFor(by), { code, version: 1, title: "A title", summary: "A summary", teaser: "", body: "Another text" });
    return { path: `/admin/content/${code}/history/1/take-out`, fields: { why: "patient-details" }, reason: "why" };
  },
  "take-out-enquiry-text": async () => {
    const { code } = await anEnquiry();
    return { path: `/admin/enquiries/${code}/messages/1/take-out`, fields: { why: "patient-details" }, reason: "why" };
  },
  "take-out-issue": async () => {
    const { code } = await anEndedIssue(await aNewsletter());
    return { path: `/admin/newsletters/issues/${code}/take-out`, fields: { why: "patient-details" }, reason: "why" };
  },
  "change-readers": async () => {
    const { code } = await storedPage(await aPage({ audience: "members" }));
    return { path: `/admin/content/${code}/audience`, fields: { audience: "open" } };
  },
  "sanction-member": async () => ({
    path: `/admin/forum/members/${(await anAccount()).ref}/sanction`,
    fields: { kind: "warned", reason: "Rude again" },
    reason: "reason",
  }),
  "clean-up-member": async () => ({
    path: `/admin/forum/members/${(await aTopic()).author.ref}/clean-up?which=all`,
    fields: { kind: "none", why: "Advertising", submissionId: crypto.randomUUID() },
    reason: "why",
  }),
  "lift-sanction": async () => ({
    path: `/admin/forum/sanctions/${(await aSanction(await anAccount())).code}/lift`,
    fields: { as: "lifted", why: "All is well" },
    reason: "why",
  }),
  "change-category": async () => ({
    path: `/admin/forum/categories/${await aCategory()}`,
    fields: { name: "A category", description: "What it is for.", position: "3", audience: "open" },
  }),
  "learn-writer": async () => ({
    path: `/forum/topics/${(await aTopic({ nameless: true })).code}/posts/1/writer`,
    fields: { why: "Somebody may be at risk" },
    reason: "why",
  }),
  "change-settings": async () => {
    const shown = Object.fromEntries(Object.entries(SITE_DEFAULTS).map(([key, value]) => [key, String(value)]));
    return { path: "/admin/settings", fields: { ...shown, shown: JSON.stringify(SITE_DEFAULTS), name: "The Thief’s Network" } };
  },
};

/** Who may take an act, with a second factor where the act does not set up the first. */
export function anActor(act: WeightyAct): Promise<TestPerson> {
  if (act in STAFF_ACTS) return anAccount({ roles: rolesFor(act as StaffAct).slice(0, 1), secondFactorAt: new Date() });
  return act === "set-up-factor" ? anAccount() : aMemberWithFactor();
}

export async function aMemberWithFactor(): Promise<TestPerson> {
  const person = await anAccount();
  await testDb()
    .db.update(accounts)
    .set({ totpSecret: encryptField(TOTP_SECRET) })
    .where(eq(accounts.personId, person.personId));
  return person;
}

/** A browser of somebody who signed in a while ago, with all that they have. */
export async function signedInBefore(site: Site, person: TestPerson, minutes = 6): Promise<Browser> {
  const at = later(new Date(), -minutes * MINUTE);
  const [account] = await testDb().db.select().from(accounts).where(eq(accounts.personId, person.personId));
  const secondFactorAt = account!.totpSecret ? at : null;
  const session = await startSession(systemCtxFor(), { personId: person.personId, secondFactorAt, steppedUpAt: at as StepUp });
  const browser = site.browser();
  browser.cookies.set("session", session.cookie);
  return browser;
}

/** A code of a secret; `ahead` for a later one. */
export const codeOf = (secret: string, ahead = 0) =>
  HOTP.generate({ secret: Secret.fromBase32(secret), counter: Math.floor(Date.now() / 30_000) + ahead, digits: 6 });

async function offeredTo({ personId }: TestPerson): Promise<string> {
  const { db } = testDb();
  const [session] = await db.select().from(sessions).where(eq(sessions.personId, personId)).orderBy(desc(sessions.id)).limit(1);
  const [account] = await db.select().from(accounts).where(eq(accounts.personId, personId));
  return offeredSecret(session!.family, personId, account!.sessionsValidFrom);
}

async function aRecord(by: TestPerson): Promise<TestPerson> {
  const member = await anAccount();
  await openRecord(ctxFor(by), member.ref, { purpose: "support", words: "" });
  return member;
}

const onRecord = (member: TestPerson, act: string, fields: Record<string, string>): Attempt => ({
  path: `/admin/members/${member.ref}/${act}`,
  fields,
  ...("reason" in fields ? { reason: "reason" } : {}),
});

async function idOf(person: TestPerson, canonical: string): Promise<string> {
  const [row] = await testDb().sql<
    { id: string }[]
  >`select id from addresses where person_id = ${person.personId} and canonical = ${canonical}`;
  return row!.id;
}
