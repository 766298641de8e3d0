import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addresses } from "#db/schema/people";
import { endSilentHolds } from "~/features/consents/end-silent-holds.server";
import { changeSubscription, endAllSubscriptions } from "~/features/consents/subscriptions.server";
import { confirmCancellation, keepSubscription } from "~/features/newsletters/subscriptions/answer-hold.server";
import { chooseInAccount, leaveAllInAccount } from "~/features/newsletters/subscriptions/choose-newsletters.server";
import { confirmSubscription } from "~/features/newsletters/subscriptions/confirm-subscription.server";
import { holdSubscription } from "~/features/newsletters/subscriptions/hold-subscription.server";
import { requestSubscription } from "~/features/newsletters/subscriptions/request-subscription.server";
import { unsubscribeAtOnce } from "~/features/newsletters/subscriptions/unsubscribe-at-once.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, HOUR, later } from "~/lib/dates";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aNewsletter, ledgerOf, replay, subscriptionOf, type TestNewsletter, tokenTo } from "../../support/newsletters";
import { aMember, aWording, type TestPerson, visitor } from "../../support/people";

type World = { member: TestPerson; newsletters: TestNewsletter[]; wordingId: string; now: Date };
type Step = { act: keyof typeof ACTS; on: number; hours: number };

const at = (world: World): Ctx => ctxFor(visitor, world.now);
const asMemberOf = (world: World) => ctxFor(world.member, world.now);
const asSystem = (world: World): Ctx => systemCtxFor(world.now);
const hasToken = (world: World, purpose: "subscribe" | "hold") => tokenTo(purpose, world.member.email).catch(() => null);

async function withSubscription(world: World, newsletter: TestNewsletter, act: (id: string) => Promise<unknown>): Promise<void> {
  const row = await subscriptionOf(world.member.personId, newsletter.listId);
  if (row) await act(row.id);
}

async function withToken(world: World, purpose: "subscribe" | "hold", act: (token: string) => Promise<unknown>): Promise<void> {
  const token = await hasToken(world, purpose);
  if (token) await act(token);
}

function change(world: World, { listId }: TestNewsletter, action: "paused" | "resumed" | "imported") {
  const { member, wordingId, now } = world;
  return changeSubscription(asSystem(world), {
    personId: member.personId,
    addressId: member.addressId,
    listId,
    action,
    source: "test",
    ...(action === "paused" ? { until: later(now, 5 * DAY) } : {}),
    ...(action === "imported" ? { wordingId, detail: { evidence: "a list kept elsewhere" } } : {}),
  });
}

/** The person is gone, and their mailbox starts again as somebody new: the suppression of its address is what stays. */
async function erase(world: World): Promise<void> {
  const { email, personId } = world.member;
  await end(world, "erased");
  await systemCtxFor().db.delete(addresses).where(eq(addresses.personId, personId));
  for (const { listId } of world.newsletters) expect(replay(await ledgerOf(personId, listId))).toBeNull();
  world.member = await aMember({ email });
}

const end = (world: World, action: "objected" | "complained" | "erased") =>
  endAllSubscriptions(asSystem(world), { personId: world.member.personId, action, source: "test" });

/** Everything that people, links, staff and time can do to a subscription. */
const ACTS = {
  ask: (world: World, { slug }: TestNewsletter) => requestSubscription(at(world), { email: world.member.email, newsletter: [slug] }),
  confirm: (world: World) => withToken(world, "subscribe", (token) => confirmSubscription(at(world), token)),
  tick: (world: World, { slug }: TestNewsletter) => chooseInAccount(asMemberOf(world), { newsletter: [slug], shown: [] }),
  untick: (world: World, { slug }: TestNewsletter) => chooseInAccount(asMemberOf(world), { newsletter: [], shown: [slug] }),
  leaveAll: (world: World) => leaveAllInAccount(asMemberOf(world)),
  hold: (world: World, newsletter: TestNewsletter) => withSubscription(world, newsletter, (id) => holdSubscription(at(world), id)),
  keep: (world: World) => withToken(world, "hold", (token) => keepSubscription(at(world), token)),
  cancel: (world: World) => withToken(world, "hold", (token) => confirmCancellation(at(world), token)),
  oneClick: (world: World, newsletter: TestNewsletter) => withSubscription(world, newsletter, (id) => unsubscribeAtOnce(at(world), id)),
  silence: (world: World) => endSilentHolds(asSystem(world)),
  pause: (world: World, newsletter: TestNewsletter) => change(world, newsletter, "paused"),
  resume: (world: World, newsletter: TestNewsletter) => change(world, newsletter, "resumed"),
  import: async (world: World, newsletter: TestNewsletter) => {
    const before = await isAddressSuppressed(world, newsletter);
    const imported = await change(world, newsletter, "imported");
    if (before) expect(imported.ok).toBe(false);
  },
  object: (world: World) => end(world, "objected"),
  complain: (world: World) => end(world, "complained"),
  erase,
} as const;

/** After one of these a person is out; only `given`, their own act, brings them back. */
const LEAVING: readonly string[] = ["withdrawn", "lapsed", "objected", "complained"];

test("whatever happens, a subscription equals the replay of its ledger, and nobody who left is reached", async () => {
  const step = fc.record({
    act: fc.oneof(
      // what needs another act before it to mean anything is tried more often
      { arbitrary: fc.constantFrom<Step["act"]>("tick", "untick", "hold", "keep", "cancel", "oneClick"), weight: 2 },
      { arbitrary: fc.constantFrom(...(Object.keys(ACTS) as Step["act"][])), weight: 1 },
    ),
    on: fc.constantFrom(0, 0, 0, 1),
    hours: fc.constantFrom(0, 1, 23, 25, 24 * 14),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), async (steps: Step[]) => {
      const world = await aWorld();
      for (const newsletter of world.newsletters) await ACTS.tick(world, newsletter);
      for (const { act, on, hours } of steps) {
        world.now = later(world.now, hours * HOUR);
        await ACTS[act](world, world.newsletters[on]!);
        for (const newsletter of world.newsletters) await checkOne(world, newsletter);
      }
    }),
    { numRuns: 40 },
  );
});

async function aWorld(): Promise<World> {
  return {
    member: await aMember(),
    newsletters: [await aNewsletter(), await aNewsletter()],
    wordingId: await aWording(),
    now: new Date("2026-11-21T10:00:00Z"),
  };
}

async function checkOne(world: World, { listId }: TestNewsletter): Promise<void> {
  const { personId } = world.member;
  const ledger = await ledgerOf(personId, listId);
  const row = await subscriptionOf(personId, listId);
  const told = row && { state: row.state, heldUntil: row.heldUntil, pausedUntil: row.pausedUntil };
  expect(told).toEqual(replay(ledger));

  const reached = await systemCtxFor().db.execute<{ person_id: string }>(
    sql`select person_id from reach(${listId}::uuid, ${world.now.toISOString()}::timestamptz) where blocker is null`,
  );
  const decisive = ledger.filter(({ action }) => LEAVING.includes(action) || action === "given").at(-1);
  const isOut = decisive !== undefined && decisive.action !== "given";
  expect(reached.map((one) => one.person_id)).toEqual(isOut || told?.state !== "active" || isPaused(told, world.now) ? [] : [personId]);
}

/** Whether the address may not be written to for this newsletter, from the table alone. */
async function isAddressSuppressed(world: World, { listId }: TestNewsletter): Promise<boolean> {
  const [row] = await systemCtxFor().db.execute<{ live: boolean }>(
    sql`select exists (select from suppressions u join addresses a on u.hash = any (a.hashes)
      where a.id = ${world.member.addressId} and u.lifted_at is null and (u.reach <> 'list' or u.list_id = ${listId})) as live`,
  );
  return row!.live;
}

const isPaused = ({ pausedUntil }: { pausedUntil: Date | null }, now: Date) => pausedUntil !== null && pausedUntil > now;
