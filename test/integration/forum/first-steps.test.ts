import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { persons } from "#db/schema/people";
import { putFirstStepsAway } from "~/features/forum/first-steps/first-steps.server";
import { declineHeld } from "~/features/forum/held/decide-held.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { startTopic } from "~/features/forum/topics/start-topic.server";
import { watchCategory } from "~/features/forum/watching/watch-category.server";
import { chooseInterests } from "~/features/people/choose-interests.server";
import { INTERESTS_OF_PERSON } from "~/features/people/interests.queries.server";
import { changeSettings } from "~/features/settings/change-settings.server";
import { DAY, later } from "~/lib/dates";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aCategory, aHeldReply, aNewTopic, aSanction, aTopic, aWatchedWord, reply, stepsAtHome, WITHOUT_A_NAME } from "../../support/forum";
import { aMember, aNewGroup, anInterest, type TestPerson } from "../../support/people";

const sayHelloIn = (helloCategory: string) => changeSettings(systemCtxFor(), { helloCategory });

test("each step is done by what is there, and nothing is shown once all are", async () => {
  const category = await aCategory({ name: "Tea room", namelessAs: "A manager" });
  await sayHelloIn(category);
  const [member, quiet] = [await aMember(), await aMember()];
  const ctx = ctxFor(member);
  expect(await stepsAtHome(ctx)).toEqual({
    hello: { slug: category, name: "Tea room", isDone: false },
    hasInterests: false,
    watches: false,
  });

  await reply(member, await aTopic(), "Elsewhere");
  expect((await stepsAtHome(ctx))!.hello!.isDone).toBe(false);
  await reply(member, await aTopic({ category }), "Hello");
  await startTopic(ctxFor(quiet), { ...aNewTopic(), ...WITHOUT_A_NAME, category });
  expect((await stepsAtHome(ctx))!.hello!.isDone).toBe(true);
  expect((await stepsAtHome(ctxFor(quiet)))!.hello!.isDone).toBe(true);

  await chooseInterests(ctx, INTERESTS_OF_PERSON, member.personId, [(await anInterest("Hello", "Hello")) && "Hello"]);
  expect(await stepsAtHome(ctx)).toMatchObject({ hasInterests: true, watches: false });
  await watchCategory(ctx, category, "muted");
  expect(await stepsAtHome(ctx)).toMatchObject({ watches: false });
  await watchCategory(ctx, category, "first-posts");
  expect(await stepsAtHome(ctx)).toBeNull();
});

test("hello that waits for a moderator was said, and what was declined was not", async () => {
  const category = await aCategory();
  await sayHelloIn(category);
  const member = await aMember();
  const held = await aHeldReply(member, await aTopic({ category }));
  expect((await stepsAtHome(ctxFor(member)))!.hello!.isDone).toBe(true);
  await declineHeld(ctxFor(await aMember({ roles: ["moderator"] })), { code: held, why: "No" });
  expect((await stepsAtHome(ctxFor(member)))!.hello!.isDone).toBe(false);
  const began = await startTopic(ctxFor(member), { ...aNewTopic("Hello, all of you", await aWatchedWord("hold")), category });
  expect([began.ok, (await stepsAtHome(ctxFor(member)))!.hello!.isDone]).toEqual([false, true]);
});

test("what was done under a record that became theirs they did; hello that was taken back was not said", async () => {
  const category = await aCategory();
  await sayHelloIn(category);
  /** Somebody, of whose records another one did this. */
  const joined = async (act: (other: TestPerson) => Promise<unknown>) => {
    const [member, other] = [await aMember(), await aMember()];
    await act(other);
    await systemCtxFor().db.update(persons).set({ mergedInto: member.personId }).where(eq(persons.id, other.personId));
    return stepsAtHome(ctxFor(member));
  };
  const topic = await aTopic({ category });
  expect((await joined((other) => reply(other, topic, "Hello")))!.hello!.isDone).toBe(true);
  expect((await joined((other) => aHeldReply(other, topic)))!.hello!.isDone).toBe(true);
  expect((await joined((other) => watchCategory(ctxFor(other), category, "every-post")))!.watches).toBe(true);
  expect(await joined((other) => putFirstStepsAway(ctxFor(other)))).toBeNull();
  const takeBack = async (other: TestPerson) =>
    removePost(ctxFor(other), { topic: topic.code, number: await reply(other, topic, "Hello"), why: "" });
  expect((await joined(takeBack))!.hello!.isDone).toBe(false);
});

test("where staff chose no category, or one that they cannot read, hello is left out; who is suspended is asked for none", async () => {
  await sayHelloIn("");
  const member = await aMember();
  expect((await stepsAtHome(ctxFor(member)))!.hello).toBeNull();
  await sayHelloIn(await aCategory({ audience: { groups: [(await aNewGroup()).slug] } }));
  expect((await stepsAtHome(ctxFor(member)))!.hello).toBeNull();
  // nobody is led to a form that refuses them
  const limited = await aMember();
  await sayHelloIn(await aCategory());
  expect((await stepsAtHome(ctxFor(limited)))!.hello).not.toBeNull();
  await aSanction(limited);
  expect((await stepsAtHome(ctxFor(limited)))!.hello).toBeNull();
  await aSanction(member, { kind: "suspended", endsAt: null });
  expect(await stepsAtHome(ctxFor(member))).toBeNull();
});

test("they are for new members, until they put them away", async () => {
  const member = await aMember();
  expect(await stepsAtHome(ctxFor(member))).not.toBeNull();
  // they joined thirty days ago
  expect(await stepsAtHome(ctxFor(member, later(new Date(), 29 * DAY)))).not.toBeNull();
  expect(await stepsAtHome(ctxFor(member, later(new Date(), 31 * DAY)))).toBeNull();
  await putFirstStepsAway(ctxFor(member));
  await putFirstStepsAway(ctxFor(member));
  expect(await stepsAtHome(ctxFor(member))).toBeNull();
  expect(await stepsAtHome({ ...ctxFor(member), actor: { kind: "visitor" } })).toBeNull();
});
