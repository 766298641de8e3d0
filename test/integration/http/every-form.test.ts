import { eq, sql } from "drizzle-orm";
import { HOTP, Secret } from "otpauth";
import { beforeAll, expect, test } from "vitest";
import { accounts, sessions } from "#db/schema/accounts";
import { rateLimits } from "#db/schema/platform";
import { savePage } from "~/features/content/pages/save-page.server";
import { askForReview } from "~/features/content/publishing/ask-for-review.server";
import { addSnippet } from "~/features/content/snippets/save-snippet.server";
import { declineHeld } from "~/features/forum/held/decide-held.server";
import { appealModeration } from "~/features/forum/moderation/appeal-moderation.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { appealSanction } from "~/features/forum/sanctions/answer-sanction.server";
import { askApplicant } from "~/features/membership/applications/ask-applicant.server";
import { addProvenAddress } from "~/features/people/persons.server";
import { openRecord } from "~/features/records/open-record.server";
import { restrictPerson } from "~/features/records/restriction.server";
import { demandsOf, type StaffAct } from "~/http/access/acts";
import { isSecretField } from "~/http/forms/fields.server";
import { WAYS_IN } from "~/http/forms/limit-posts.server";
import { LIMITS } from "~/http/forms/limits.server";
import { consume } from "~/lib/rate-limits.server";
import { aDraft } from "../../support/content";
import { ctxFor, ownerDb, systemCtxFor } from "../../support/context";
import { fillEveryField } from "../../support/filled-fields";
import { formsOf, type PageForm } from "../../support/forms";
import { aHeldReply, aPoll, aSanction, aTopic, latestModeration, reply } from "../../support/forum";
import { type Answer, anAccount, aSite, type Browser, PASSWORD, type Site, TOTP_SECRET } from "../../support/http";
import { anApplication, CHOSEN } from "../../support/membership";
import { aNewsletter, anEndedIssue } from "../../support/newsletters";
import { aMember, type TestPerson } from "../../support/people";
import { everyRoute } from "../../support/routes";

/** Acts of signed-in people that take nothing typed or chosen, only passwords, codes and what is named unseen. */
const BUTTONS = [
  "/account/application/withdraw",
  "/account/email/restart",
  "/account/leave/stay",
  "/account/profile/confirm",
  "/account/newsletters/unsubscribe-all",
  "/account/notifications/read",
  "/account/password",
  "/account/privacy/consents/withdraw",
  "/account/privacy/copy",
  "/account/privacy/restrict",
  "/account/privacy/restrict/lift",
  "/account/reach/stop-all",
  "/account/reading/forget",
  "/account/reading/remember",
  "/account/security/lost",
  "/account/security/recovery",
  "/account/security/replace",
  "/account/security/set-up",
  "/account/security/switch-off",
  "/account/sessions/end-others",
  "/account/sessions/end",
  "/admin/content/:code/ask-for-review",
  "/admin/content/:code/earlier",
  "/admin/content/:code/later",
  "/admin/content/:code/feedback/:feedback/remove",
  "/admin/content/snippets/:name/remove",
  "/admin/content/:code/preview-link/end",
  "/admin/content/:code/publish",
  "/admin/content/:code/put-back",
  "/admin/content/:code/restore",
  "/admin/content/:code/schedule/:act/cancel",
  "/admin/content/:code/take-down",
  "/admin/enquiries/:code/close",
  "/admin/enquiries/:code/reopen",
  "/admin/enquiries/:code/stop",
  "/admin/enquiries/:code/take",
  "/admin/forum/held/:code/let-through",
  "/admin/forum/moderations/:code/undo",
  "/admin/forum/clean-ups/:code/undo",
  "/admin/forum/members/:ref/notes/:code/remove",
  "/admin/forum/queue/:item/claim",
  "/admin/forum/queue/:item/let-go",
  "/admin/forum/reasons/:code/remove",
  "/admin/forum/reports/:topic/:number/stand",
  "/admin/forum/sanctions/:code/review",
  "/admin/forum/tags/:slug/remove",
  "/admin/forum/words/:code/remove",
  "/admin/groups/:slug/end",
  "/admin/groups/:slug/remove/:ref",
  "/admin/groups/:slug/start-again",
  "/admin/health/retry",
  "/admin/interests/:slug/offer-again",
  "/admin/interests/:slug/retire",
  "/admin/invitations/:code/resend",
  "/admin/invitations/:code/revoke",
  "/admin/members/:ref/roles/take",
  "/admin/members/lists/file",
  "/admin/near-misses/:code/looked-at",
  "/admin/newsletters/issues/:code/pause",
  "/admin/newsletters/issues/:code/resume",
  "/admin/newsletters/issues/:code/stop",
  "/admin/newsletters/issues/:code/test",
  "/admin/newsletters/issues/:code/unreached/again",
  "/admin/newsletters/issues/:code/unreached/leave",
  "/admin/settings/look/:part/remove",
  "/forum/:category/watch/every-post",
  "/forum/:category/watch/first-posts",
  "/forum/:category/watch/mute",
  "/forum/:category/watch/normal",
  "/forum/:category/watch/unmute",
  "/forum/bookmarks/:code/remove",
  "/forum/first-steps/put-away",
  "/forum/sanctions/:code/acknowledge",
  "/forum/held/:code/take-back",
  "/forum/tags/:tag/watch/every-post",
  "/forum/tags/:tag/watch/first-posts",
  "/forum/tags/:tag/watch/mute",
  "/forum/tags/:tag/watch/normal",
  "/forum/tags/:tag/watch/unmute",
  "/forum/topics/:topic/lock",
  "/forum/topics/:topic/mute",
  "/forum/topics/:topic/pin",
  "/forum/topics/:topic/posts/:number/answer",
  "/forum/topics/:topic/posts/:number/answer/take-back",
  "/forum/topics/:topic/posts/:number/bookmark",
  "/forum/topics/:topic/posts/:number/bookmark/take-back",
  "/forum/topics/:topic/posts/:number/history/:at/take-back",
  "/forum/topics/:topic/posts/:number/poll/close",
  "/forum/topics/:topic/posts/:number/thanks",
  "/forum/topics/:topic/posts/:number/thanks/take-back",
  "/forum/topics/:topic/unlock",
  "/forum/topics/:topic/unmute",
  "/forum/topics/:topic/unpin",
  "/forum/topics/:topic/unwatch",
  "/forum/topics/:topic/watch",
  "/forum/unread/read",
  "/members/:ref/ignore",
  "/members/:ref/stop-ignoring",
  "/privacy/read",
];
/** Asked on the way to something else, or by a script on the side: what is kept meanwhile is the form that led there. */
const ON_THE_WAY = [
  "/account/undertaking",
  "/admin/content/preview",
  "/admin/newsletters/issues/preview",
  "/drafts/typing/*",
  "/files/add/typing/*",
  "/forum/preview",
  "/sign-in/confirm",
];
/** Throws away what is in its form. */
const DISCARDS = "/account/drafts/discard";
/** Acts whose page shows what was typed into the form of another one, and carries it unseen. */
const TYPED_INTO: Record<string, string> = {
  "/admin/invitations/new": "/admin/invitations/check",
  "/admin/invitations/send": "/admin/invitations/check",
  "/admin/privacy/:notice/publish": "/admin/privacy/:notice/preview",
};

const EVERY_ROLE = [
  "editor",
  "moderator",
  "newsletter-sender",
  "contacts-officer",
  "steering-group",
  "data-protection-officer",
  "administrator",
] as const;

type Who = { personId: string; email: string; password: string; browser: Browser };
type Met = { action: string; form: PageForm; who: Who };

const routes = everyRoute();
const acts = routes.filter(({ source }) =>
  /function action\([^)]*\)[^{]*\{\s+return as(SignedIn|Member|Staff|Confidant|Caseworker|PasswordHolder|Holder)\(/.test(source),
);
/** Those that demand password and code again. */
const weighty = acts.filter(({ source }) => {
  const [, act] = /function action\([\s\S]*?return as\w+\(request, "([a-z-]+)"/.exec(source) ?? [];
  return act !== undefined && demandsOf(act as StaffAct).includes("password");
});
/** A form for each act, by the address. */
const met = new Map<string, Met>();
let site: Site;

beforeAll(async () => {
  site = await aSite();
  const staff = await anAccount({ roles: [...EVERY_ROLE], secondFactorAt: new Date() });
  await addProvenAddress(systemCtxFor(), { personId: staff.personId, canonical: "second@test.example", source: "test" });
  const { member, surfaces } = await fillEveryField("Kept", { all: "Kept", staff });
  const asked = await anApplication();
  await askApplicant(ctxFor(staff), { code: asked.code, question: "Which practice?" });
  const { author, removals } = await twoRemovals();
  const [waits, declined] = [await aHeldReply(author, await aTopic()), await aHeldReply(author, await aTopic())];
  await declineHeld(ctxFor(staff), { code: declined, why: "No" });
  const limits = await twoLimits(author);
  const [restricted, suspended] = [await aMember(), await aMember()];
  for (const { ref } of [restricted, suspended]) await openRecord(ctxFor(staff), ref, { purpose: "support", words: "" });
  await restrictPerson(ctxFor(staff), { personId: restricted.personId, why: "at their own request", reason: "She wrote" });

  const { code } = await aDraft();
  await savePage(ctxFor(staff), { code, version: 1, title: "A title", summary: "A summary", teaser: "", body: "A later text" });

  const shown = (...who: string[]) => surfaces.filter((surface) => who.includes(surface.who)).map(({ path }) => path);
  const officer = await enter({ ...staff, password: PASSWORD });
  const record = ({ ref }: { ref: string }, act: string) => `/admin/members/${ref}/${act}`;
  await walk(officer, [
    "/account",
    "/admin",
    "/register",
    "/account/email/main",
    "/account/email/remove",
    `/admin/forum/moderations/${removals[0]}`,
    ...["", "/lift"].map((act) => `/admin/forum/sanctions/${limits[0]}${act}`),
    `/admin/forum/held/${waits}`,
  ]);
  const issue = await anEndedIssue(await aNewsletter());
  const quiet = `/forum/topics/${(await aTopic({ nameless: true })).code}`;
  await walk(officer, [quiet, `${quiet}/posts/1/writer`]);
  await walk(officer, [`/forum/topics/${(await aTopic({ poll: aPoll() })).code}/posts/1/poll`]);
  await askForReview(ctxFor(staff), code);
  await walk(officer, [
    `/admin/content/${code}/schedule/publish`,
    `/admin/content/${code}/comments`,
    `/admin/content/${code}/preview-link`,
  ]);
  await addSnippet(ctxFor(staff), { name: "our-hours", title: "Our hours", body: "From nine." });
  await walk(
    officer,
    ["", "/remove"].map((act) => `/admin/content/snippets/our-hours${act}`),
  );
  await walk(officer, [`/admin/content/${code}/history/1/take-out`, `/admin/newsletters/issues/${issue.code}/take-out`]);
  await walk(officer, [record(restricted, "lift"), record(suspended, "reinstate"), record(suspended, "open"), ...shown("member", "staff")]);
  await walk(await enter({ ...member, password: PASSWORD }), shown("member"));
  await walk(await enter({ ...author, password: PASSWORD }), [
    `/forum/moderations/${removals[1]}`,
    `/forum/sanctions/${limits[1]}`,
    `/forum/held/${declined}`,
  ]);
  await walk(await enter({ ...asked, password: CHOSEN }), ["/account/application"]);
  for (const [address, other] of Object.entries(TYPED_INTO)) {
    const into = met.get(other)!;
    met.set(address, { ...into, action: into.action.replace(/\w+$/, address.split("/").at(-1)!) });
  }
}, 900_000);

test("every act of somebody signed in has a form that this file tries, or takes nothing typed", () => {
  const untried = acts
    .map(({ address }) => address)
    .filter((address) => !typedInto(met.get(address)) && ![...BUTTONS, ...ON_THE_WAY, DISCARDS].includes(address));
  expect(untried, "bring its form up in this file, or name it among the BUTTONS").toEqual([]);
  const typed = BUTTONS.filter((address) => typedInto(met.get(address)));
  expect(typed, "takes something typed after all").toEqual([]);
  expect(weighty.length).toBeGreaterThan(0);
});

test("whatever was typed when the session ended stands in its form again after signing in", async () => {
  const lost: string[] = [];
  for (const { address } of acts) {
    const found = met.get(address);
    if (!typedInto(found) || [...ON_THE_WAY, DISCARDS].includes(address)) continue;
    await endSessions(found!.who);
    lost.push(...(await lostOn(found!, address)));
  }
  expect(lost).toEqual([]);
}, 900_000);

test("B48: and so it does after password and code were asked for again", async () => {
  const lost: string[] = [];
  for (const { address } of weighty) {
    const found = met.get(address);
    if (!typedInto(found)) continue;
    await ownerDb()
      .db.update(sessions)
      .set({ steppedUpAt: sql`now() - interval '1 hour'` })
      .where(eq(sessions.personId, found!.who.personId));
    lost.push(...(await lostOn(found!, address)));
  }
  expect(lost).toEqual([]);
});

test("and whatever was typed when there was too much stands in the page that says so, to be sent again", async () => {
  const lost: string[] = [];
  for (const [address, { action, form, who }] of met) {
    if (WAYS_IN.test(action)) continue;
    await ownerDb().db.delete(rateLimits);
    await expect(consume({ name: "post", ...LIMITS.post }, who.personId, LIMITS.post.points + 1)).rejects.toThrow();
    const typed = filled(form);
    const { status, html } = await who.browser.post(action, typed);
    const again = formsOf(html).find((each) => each.action === action);
    const held = (wanted: string) => again?.fields.flatMap(({ name, value }) => (name === wanted ? [value] : []));
    const open = Object.keys(typed).filter((name) => !isSecretField(name));
    // without its secrets it could only be refused: no button offers that
    const isOffered = open.length === Object.keys(typed).length;
    const missing = isOffered ? open.filter((name) => String(held(name)) !== String(typed[name])) : again ? ["its secrets"] : [];
    if (status !== 429 || missing.length > 0) lost.push(`${address}: ${status}, without ${missing}`);
  }
  await ownerDb().db.delete(rateLimits);
  expect(lost).toEqual([]);
});

/** Sends a form that cannot count yet, proves who one is, and says which of its values do not stand in a form of the page that follows. */
async function lostOn({ action, form, who }: Met, address: string): Promise<string[]> {
  const typed = filled(form);
  const sent = await who.browser.post(action, typed);
  if (!sent.location?.startsWith("/sign-in")) return [`${address}: was not asked to sign in (${sent.status} ${sent.location})`];
  const said = await who.browser.get(sent.location);
  const entered = await prove(who, sent.location);
  const page = await follow(who.browser, entered.location!);
  const back = formsOf(page.html).filter((each) => each.fields.some(({ name }) => name in typed));
  const held = back.map((each) => valuesOf(each));
  const names = form.fields.filter(isTyped).map(({ name }) => name);
  const lost = [...new Set(names)].filter((name) => !held.some((values) => String(values[name]) === String(typed[name])));
  return [
    ...(said.html.includes("We have kept what you typed") ? [] : [`${address}: does not say that it is kept`]),
    ...(page.html.includes("What you typed is still here") ? [] : [`${address}: does not say that it is there again`]),
    ...lost.map((name) => `${address}: ${name} “${typed[name]}” is lost on the way to ${entered.location}, ${page.status}`),
  ];
}

const isTyped = ({ name, kind }: PageForm["fields"][number]) => kind !== "hidden" && kind !== "password" && !isSecretField(name);
const typedInto = (found: Met | undefined) => found?.form.fields.some(isTyped);

/** The form with something typed into each field, the last choice of each question made, and each box turned over. */
function filled({ fields }: PageForm): Record<string, string | string[]> {
  const sent: Record<string, string | string[]> = {};
  for (const { name, kind, value, isChosen } of fields) {
    if (kind === "hidden" || kind === "radio" || kind === "select") sent[name] = value;
    else if (kind === "checkbox" && !isChosen) sent[name] = [...[sent[name] ?? []].flat(), value];
    else if (kind === "textarea") sent[name] = `\nKept “${name}”\n  & <b>all</b> of it`;
    else if (kind === "text") sent[name] = `Kept “${name}” & <b>`;
  }
  return sent;
}

function valuesOf({ fields }: PageForm): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const { name, kind, value, isChosen } of fields) {
    if (!isChosen) continue;
    values[name] = kind === "checkbox" ? [...[values[name] ?? []].flat(), value] : value;
  }
  return values;
}

async function enter(who: Omit<Who, "browser">): Promise<Who> {
  const browser = site.browser();
  await prove({ ...who, browser }, "/sign-in?next=/account");
  return { ...who, browser };
}

/** Signs in, or again, at the page that asked for it. */
async function prove({ personId, email, password, browser }: Who, at: string): Promise<Answer> {
  await ownerDb().db.delete(rateLimits);
  const fresh = () => ownerDb().db.update(accounts).set({ totpLastStep: null }).where(eq(accounts.personId, personId));
  await fresh();
  const { pathname, searchParams } = new URL(at, site.baseUrl);
  const next = searchParams.get("next")!;
  const code = HOTP.generate({ secret: Secret.fromBase32(TOTP_SECRET), counter: Math.floor(Date.now() / 30_000), digits: 6 });
  const first = await browser.post(pathname, { email, password, code, next });
  if (!first.location?.startsWith("/sign-in/verify")) return first;
  return browser.post("/sign-in/verify", { code, next });
}

const endSessions = ({ personId }: Who) =>
  ownerDb().db.update(sessions).set({ expiresAt: sql`now() - interval '1 second'` }).where(eq(sessions.personId, personId));

async function follow(browser: Browser, path: string): Promise<Answer> {
  let answer = await browser.get(path);
  for (let steps = 0; answer.location && steps < 6; steps++) answer = await browser.get(answer.location.split("#")[0]!);
  return answer;
}

/** Opens what is named, and each kind of page that links lead to once; notes the fullest form of each act. */
async function walk(who: Who, starts: string[]): Promise<void> {
  const links = new Set<string>();
  const seen = new Set<string>();
  const open = async (path: string) => {
    const answer = await follow(who.browser, path);
    if (answer.status !== 200) return;
    seen.add(routeOf(path));
    for (const form of formsOf(answer.html)) for (const action of [form.action, ...form.others]) note(action, form, who);
    for (const [, link] of answer.html.matchAll(/href="(\/[^"#]*)/g)) links.add(link!.replaceAll("&amp;", "&"));
  };
  for (const path of starts) await open(path);
  for (const path of links) if (!seen.has(routeOf(path))) await open(path);
}

function note(action: string, form: PageForm, who: Who): void {
  const address = routeOf(action);
  const count = (known: PageForm | undefined) => known?.fields.filter(isTyped).length ?? -1;
  if (count(form) > count(met.get(address)?.form)) met.set(address, { action, form, who });
}

const patterns = routes.map(({ address }) => {
  const pattern = new RegExp(`^${address.replace(/:\w+/g, "[^/]+").replace("*", ".+")}$`);
  const loose = address.endsWith("*") ? 100 : 10;
  return { address, pattern, looseness: address.split(/:|\*/).length * loose - address.length };
});

/** The address of the route that an address leads to: the one that says most about it. */
function routeOf(path: string): string {
  const pathname = path.split(/[?#]/)[0]!;
  const [nearest] = patterns.filter(({ pattern }) => pattern.test(pathname)).sort((a, b) => a.looseness - b.looseness);
  return nearest?.address ?? path;
}

/** What moderators laid upon somebody twice; the first is appealed against. */
async function twoLimits(person: TestPerson): Promise<string[]> {
  const codes = [(await aSanction(person)).code, (await aSanction(person, { kind: "suspended" })).code];
  await appealSanction(ctxFor(person), { code: codes[0]!, appeal: "It was not" });
  return codes;
}

/** Two posts of one author that a moderator removed; the first is appealed against. */
async function twoRemovals(): Promise<{ author: TestPerson; removals: string[] }> {
  const author = await anAccount();
  const moderator = ctxFor(await aMember({ roles: ["moderator"], secondFactorAt: new Date() }));
  const topic = await aTopic();
  const removals: string[] = [];
  for (const why of ["Off topic", "Said twice"]) {
    await removePost(moderator, { topic: topic.code, number: await reply(author, topic), why });
    removals.push((await latestModeration(author)).code);
  }
  await appealModeration(ctxFor(author), { code: removals[0]!, appeal: "It was not" });
  return { author, removals };
}
