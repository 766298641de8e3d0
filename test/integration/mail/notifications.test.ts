import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { messages } from "#db/schema/mail/messages";
import { notifications } from "#db/schema/mail/notifications";
import { persons } from "#db/schema/people";
import { replyNotice } from "~/features/forum/watching/reply-notice.mail.server";
import { nameChoices } from "~/features/inbox/notification-choices.server";
import { markNotificationsRead } from "~/features/mail/notifications/mark-notifications-read.server";
import { chooseNotifications, myNotificationChoices } from "~/features/mail/notifications/notification-choices.server";
import { listNotifications } from "~/features/mail/notifications/notifications.queries.server";
import { notify } from "~/features/mail/notifications/notify.server";
import { askTogether } from "~/lib/ask-together.server";
import { countQueries, ctxFor, systemCtxFor } from "../../support/context";
import { aMember, type TestPerson, visitor } from "../../support/people";
import { listUnread } from "../../support/told";

const tell = (people: TestPerson | TestPerson[], cause = `reply:${uuidv7()}`, mail = true) =>
  notify(
    systemCtxFor(),
    [people].flat().map(({ personId }) => personId),
    replyNotice,
    { postIds: [uuidv7()] },
    { cause, mail },
  );
const mailsTo = (person: TestPerson) =>
  systemCtxFor()
    .db.select()
    .from(messages)
    .where(and(eq(messages.personId, person.personId), eq(messages.kind, "reply-notification")));

test("a person is told once per cause, in the inbox and by mail", async () => {
  const person = await aMember();
  await tell(person, "reply:1");
  await tell(person, "reply:1");

  expect((await listNotifications(ctxFor(person))).rows).toMatchObject([{ kind: "reply", cause: "reply:1", readAt: null }]);
  expect(await mailsTo(person)).toMatchObject([{ cause: "reply:1", class: "service" }]);
});

test("who wants no mail gets none, who wants no inbox gets mail once", async () => {
  const [quiet, mailOnly, deaf] = [await aMember(), await aMember(), await aMember()];
  await chooseNotifications(ctxFor(quiet), replyNotice.notification, { inbox: true, mail: false });
  await chooseNotifications(ctxFor(mailOnly), replyNotice.notification, { inbox: false, mail: true });
  await chooseNotifications(ctxFor(deaf), replyNotice.notification, { inbox: false, mail: false });

  for (const person of [quiet, mailOnly, deaf]) {
    await tell(person, "reply:2");
    await tell(person, "reply:2");
  }

  const told = await Promise.all(
    [quiet, mailOnly, deaf].map(async (person) => [(await listNotifications(ctxFor(person))).rows.length, (await mailsTo(person)).length]),
  );
  expect(told).toEqual([
    [1, 0],
    [0, 1],
    [0, 0],
  ]);
});

test("who was erased is told nothing, and nothing is written of them", async () => {
  const [gone, here] = [await aMember(), await aMember()];
  await systemCtxFor()
    .db.update(persons)
    .set({ erasedAt: new Date(), fullName: null, displayName: null, jobTitle: null, organisationName: null })
    .where(eq(persons.id, gone.personId));
  await tell([gone, here], "reply:gone");

  const rows = await systemCtxFor().db.select().from(notifications).where(eq(notifications.cause, "reply:gone"));
  expect(rows.map(({ personId }) => personId)).toEqual([here.personId]);
  expect([(await mailsTo(gone)).length, (await mailsTo(here)).length]).toEqual([0, 1]);
});

test("however many are told of one thing, the statements are the same, each is told as they chose, and none who was told before", async () => {
  const people = await Promise.all(Array.from({ length: 12 }, () => aMember()));
  const [quiet, mailOnly, before, ...others] = people as [TestPerson, TestPerson, TestPerson, ...TestPerson[]];
  await chooseNotifications(ctxFor(quiet), replyNotice.notification, { inbox: true, mail: false });
  await chooseNotifications(ctxFor(mailOnly), replyNotice.notification, { inbox: false, mail: true });
  await tell(before, "reply:many");

  const tellAll = (told: TestPerson[], cause: string) => countQueries(() => tell(told, cause));
  const statements = [await tellAll([others[0]!], "reply:one"), await tellAll(people, "reply:many")].map(({ length }) => length);

  expect(statements[1]).toBe(statements[0]);
  const mails = await Promise.all(people.map(async (person) => (await mailsTo(person)).filter(({ cause }) => cause === "reply:many")));
  expect(mails.map(({ length }) => length)).toEqual([0, ...Array.from({ length: 11 }, () => 1)]);
  const inbox = await Promise.all(
    people.map(async (person) => (await listNotifications(ctxFor(person))).rows.find(({ cause }) => cause === "reply:many")),
  );
  expect(inbox.map((row) => row !== undefined)).toEqual([true, false, ...Array.from({ length: 10 }, () => true)]);
  const linked = await systemCtxFor().db.select().from(notifications).where(eq(notifications.cause, "reply:many"));
  const messageOf = new Map(mails.flat().map(({ id, personId }) => [personId, id]));
  expect(linked.map(({ messageId }) => messageId)).toEqual(linked.map(({ personId }) => messageOf.get(personId!) ?? null));
});

test("a caller that wants no mail sends none", async () => {
  const person = await aMember();
  await tell(person, "reply:3", false);
  expect(await mailsTo(person)).toEqual([]);
});

test("everything is on until somebody chooses otherwise, and a choice can be changed", async () => {
  const person = await aMember();
  const listMyChoices = async () =>
    nameChoices((await askTogether(ctxFor(person).db, { choiceOf: myNotificationChoices(ctxFor(person)) })).choiceOf);
  const choices = await listMyChoices();
  expect(choices.filter(({ inbox, mail }) => !inbox || !mail)).toEqual([]);
  await chooseNotifications(ctxFor(person), replyNotice.notification, { inbox: true, mail: false });
  await chooseNotifications(ctxFor(person), replyNotice.notification, { inbox: false, mail: true });
  expect((await listMyChoices()).find(({ name }) => name === "reply")).toMatchObject({ inbox: false, mail: true });
});

test("the unread are counted until they are read, and only one's own", async () => {
  const [person, other] = [await aMember(), await aMember()];
  await tell(person, "reply:a");
  await tell(person, "reply:b");
  await tell(other, "reply:a");
  const ctx = ctxFor(person);

  expect(await listUnread(ctx)).toHaveLength(2);
  await markNotificationsRead(ctx, { causes: ["reply:a"] });
  expect(await listUnread(ctx)).toHaveLength(1);
  await markNotificationsRead(ctx, "all");
  expect(await Promise.all([ctx, ctxFor(other), ctxFor(visitor)].map(async (each) => (await listUnread(each)).length))).toEqual([0, 1, 0]);
});

test("the inbox is paged, newest first", async () => {
  const person = await aMember();
  for (let n = 0; n < 33; n += 1) await tell(person, `reply:${n}`, false);
  const ctx = ctxFor(person);

  const first = await listNotifications(ctx);
  const second = await listNotifications(ctx, first.next);

  expect([first.rows.length, second.rows.length, second.next]).toEqual([30, 3, null]);
  expect(first.rows[0]!.cause).toBe("reply:32");
  expect(second.rows.at(-1)!.cause).toBe("reply:0");
});

test("the inbox is paged without keys in the address, also where many were told in the same moment", async () => {
  const person = await aMember();
  const now = new Date();
  for (let n = 0; n < 65; n += 1)
    await notify(systemCtxFor(now), [person.personId], replyNotice, { postIds: [uuidv7()] }, { cause: `reply:${n}`, mail: false });
  const ctx = ctxFor(person);

  const causes: string[] = [];
  let after: string | null = null;
  do {
    const { rows, next } = await listNotifications(ctx, after);
    causes.push(...rows.map(({ cause }) => cause));
    expect(next ?? "1-1").toMatch(/^\d+-\d+$/);
    after = next;
  } while (after);
  expect(new Set(causes).size).toBe(65);
  expect(causes).toHaveLength(65);
});
