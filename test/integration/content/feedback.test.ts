import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeEach, expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { contentFeedback } from "#db/schema/content";
import { nearMisses } from "#db/schema/guard";
import { messages } from "#db/schema/mail/messages";
import { grants } from "#db/schema/permissions";
import { listFeedback } from "~/features/content/feedback/feedback.queries.server";
import { feedbackNotice } from "~/features/content/feedback/feedback-notice.mail.server";
import { giveFeedback, removeFeedback } from "~/features/content/feedback/give-feedback.server";
import { tellOfFeedback } from "~/features/content/feedback/tell-of-feedback.server";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import type { ServiceMail } from "~/features/mail/messages/mail-kind.server";
import { DAY, HOUR, later } from "~/lib/dates";
import { ForbiddenError, PatientDetailsError } from "~/lib/errors";
import { aPage, storedPage } from "../../support/content";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aMember, type TestPerson } from "../../support/people";

const { db } = testDb();
const NOON = new Date("2027-05-03T12:00:00Z");
const aGuide = async (more: Parameters<typeof aPage>[0] = {}) => storedPage(await aPage(more));

type Said = { answer?: "yes" | "no"; words?: string; submissionId?: string; vouch?: string; days?: number; by?: TestPerson };
const say = (page: { id: string; code: string }, { days = 0, by, ...said }: Said = {}) =>
  giveFeedback(by ? ctxFor(by, later(NOON, days * DAY)) : { ...systemCtxFor(later(NOON, days * DAY)), actor: { kind: "visitor" } }, page, {
    answer: "no",
    words: "",
    submissionId: uuidv7(),
    ...said,
  });
const tell = (days: number) => tellOfFeedback(systemCtxFor(later(NOON, days * DAY)));
const mailsOf = async (person: TestPerson) =>
  (await db.select().from(messages).where(eq(messages.personId, person.personId))).filter(
    ({ kind }) => kind === "page-feedback-notification",
  );
const builtFor = async (person: TestPerson, days: number) =>
  (await Promise.all(
    (await mailsOf(person)).map((mail) => feedbackNotice.build(systemCtxFor(later(NOON, days * DAY)), mail)),
  )) as (ServiceMail & {
    skip?: string;
  })[];

beforeEach(async () => void (await db.delete(contentFeedback)));

test("yes and no are counted for editors, once for each form; of one that is sent again the last words stand", async () => {
  const [page, editor, member] = [await aGuide(), await aMember({ roles: ["editor"] }), await aMember()];
  const submissionId = uuidv7();
  await say(page, { answer: "yes" });
  await Promise.all([1, 2, 3].map(() => say(page, { submissionId, words: "A telephone number" })));
  await say(page, { submissionId, words: "A telephone number, and hours" });
  await say(await aGuide(), { submissionId, answer: "yes", words: "Of another page" });

  expect(await getPageToEdit(ctxFor(editor), page.code)).toMatchObject({ useful: 1, notUseful: 1 });
  const { feedback } = await listFeedback(ctxFor(editor), page, null);
  expect(feedback.map(({ words }) => words)).toEqual(["A telephone number, and hours"]);
  await expect(listFeedback(ctxFor(member), page, null)).rejects.toThrow(ForbiddenError);
});

test("nothing says which member gave an answer, not even where their words seemed to identify a patient", async () => {
  const [page, member] = [await aGuide(), await aMember()];
  const words = "Ask for NHS number 943 476 5919";
  const refused = await say(page, { by: member, words }).catch((error) => error);
  expect(refused).toBeInstanceOf(PatientDetailsError);
  expect(await db.select().from(contentFeedback)).toEqual([]);

  await say(page, { by: member, words, vouch: refused.vouch });
  const [said] = await db.select().from(contentFeedback);
  expect(said).toMatchObject({ words, isUseful: false });
  expect(JSON.stringify(said)).not.toContain(member.personId);
  const [miss] = await db
    .select()
    .from(nearMisses)
    .where(eq(nearMisses.path, `/admin/content/${page.code}/feedback`));
  expect(miss).toMatchObject({ place: "page", writerId: null });
});

test("whoever looks after pages gets one email a day with what readers wrote up to the evening before", async () => {
  const [owner, editor] = [await aMember(), await aMember({ roles: ["editor"] })];
  const [fridge, rotas] = [
    await aGuide({ title: "Fridges", authorId: owner.personId }),
    await aGuide({ title: "Rotas", authorId: owner.personId }),
  ];
  await say(fridge, { words: "No word on branches" });
  await say(rotas, { answer: "yes", words: "Shorter, please" });
  await say(rotas, { answer: "yes" });
  await tell(0);
  expect(await mailsOf(owner)).toEqual([]);

  await Promise.all([tell(1), tell(1)]);
  await tell(1 + 1 / 24);
  const [mail, ...more] = await builtFor(owner, 1);
  expect(more).toEqual([]);
  expect(mail).toMatchObject({ subject: "PMN: what readers missed on “Fridges” and 1 more", action: { label: "See the page" } });
  expect(mail!.paragraphs.slice(1)).toEqual(["“Fridges” was not useful: No word on branches", "“Rotas” was useful: Shorter, please"]);
  expect(mail!.action!.url).toContain(`/${fridge.path}`);
  const told = await wordNotifications(ctxFor(owner, later(NOON, DAY)), [{ kind: "page-feedback", cause: "feedback:2027-05-04" }] as never);
  expect([...told.values()]).toMatchObject([{ text: "“Fridges” and 1 more" }]);
  expect(await mailsOf(editor)).toEqual([]);

  await say(fridge, { days: 1, words: "And at weekends?" });
  await tell(2);
  expect((await builtFor(owner, 2))[1]!.paragraphs.slice(1)).toEqual(["“Fridges” was not useful: And at weekends?"]);
});

test("of a page that nobody looks after the editors are told; what an editor removed is in no email", async () => {
  const [owner, editor] = [await aMember(), await aMember({ roles: ["editor"] })];
  const page = await aGuide({ title: "Fridges", authorId: owner.personId });
  await db.update(grants).set({ revokedAt: new Date() }).where(eq(grants.personId, owner.personId));
  await say(page, { words: "Names a colleague" });
  await say(page, { words: "A list" });
  await tell(1);
  expect(await mailsOf(owner)).toEqual([]);

  const { feedback } = await listFeedback(ctxFor(editor), page, null);
  const named = feedback.find(({ words }) => words === "Names a colleague")!;
  await removeFeedback(ctxFor(editor), page, named.code);
  const [mail] = await builtFor(editor, 1);
  expect(mail!.paragraphs.slice(1)).toEqual(["“Fridges” was not useful: A list"]);
  expect(mail!.action!.url).toContain(`/admin/content/${page.code}/feedback`);
  expect(await getPageToEdit(ctxFor(editor), page.code)).toMatchObject({ notUseful: 2 });
  const entries = await db.select().from(auditEntries).where(eq(auditEntries.objectId, page.id));
  expect(entries.at(-1)).toMatchObject({ action: "content.feedback-removed", actorId: editor.personId });

  await removeFeedback(ctxFor(editor), page, feedback.find(({ words }) => words === "A list")!.code);
  expect((await builtFor(editor, 1)).map(({ skip }) => skip)).toEqual(["nothing-that-is-theirs"]);
});

test("words that take the place of others are told of as new, once, and stand at the top", async () => {
  const [owner, editor] = [await aMember(), await aMember({ roles: ["editor"] })];
  const page = await aGuide({ title: "Fridges", authorId: owner.personId });
  const submissionId = uuidv7();
  await say(page, { submissionId, words: "A list" });
  await say(page, { words: "Hours" });
  await tell(1);
  await say(page, { submissionId, words: "A list", days: 1 });
  await tell(2);
  expect(await mailsOf(owner)).toHaveLength(1);
  await say(page, { submissionId, words: "A longer list", days: 2 });
  await tell(3);
  expect((await builtFor(owner, 3))[1]!.paragraphs.slice(1)).toEqual(["“Fridges” was not useful: A longer list"]);
  expect((await listFeedback(ctxFor(editor), page, null)).feedback.map(({ words }) => words)).toEqual(["A longer list", "Hours"]);
});

test.each([
  ["before anybody was told of them", 0],
  ["after that", 1],
])("words that an editor removed %s do not come back with the same form", async (_when, told) => {
  const [page, editor, submissionId] = [await aGuide(), await aMember({ roles: ["editor"] }), uuidv7()];
  await say(page, { submissionId, words: "Names a patient" });
  if (told) await tell(1);
  const [said] = (await listFeedback(ctxFor(editor), page, null)).feedback;
  await removeFeedback(ctxFor(editor, later(NOON, DAY)), page, said!.code);
  await say(page, { submissionId, words: "Names a patient", days: 1 });
  await say(page, { submissionId, words: "And another", days: 2 });
  expect((await listFeedback(ctxFor(editor), page, null)).feedback).toEqual([]);
  expect(await getPageToEdit(ctxFor(editor), page.code)).toMatchObject({ notUseful: 1 });
});

test("who takes words back can write others", async () => {
  const [page, editor, submissionId] = [await aGuide(), await aMember({ roles: ["editor"] }), uuidv7()];
  await say(page, { submissionId, words: "First" });
  await tell(1);
  await say(page, { submissionId, days: 1 });
  await say(page, { submissionId, words: "Second", days: 2 });
  expect((await listFeedback(ctxFor(editor), page, null)).feedback).toMatchObject([{ words: "Second" }]);
});

test("what readers wrote is listed page by page, newest first", async () => {
  const [page, editor] = [await aGuide(), await aMember({ roles: ["editor"] })];
  for (let each = 0; each < 33; each++) await say(page, { words: `Word ${each}`, days: (each * HOUR) / DAY });
  const first = await listFeedback(ctxFor(editor), page, null);
  const second = await listFeedback(ctxFor(editor), page, first.next);
  expect([...first.feedback, ...second.feedback].map(({ words }) => words)).toEqual(
    Array.from({ length: 33 }, (_, each) => `Word ${32 - each}`),
  );
  expect(second.next).toBeNull();
});
