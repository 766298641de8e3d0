import { expect, test } from "vitest";
import { actionBlocker, afterRecord, type ConsentAction, type SubscriptionState } from "~/features/consents/subscription.policy";

const until = new Date("2026-12-05T12:00:00Z");
const active: SubscriptionState = { state: "active", heldUntil: null, pausedUntil: null };
const held: SubscriptionState = { state: "held", heldUntil: until, pausedUntil: null };
const ended: SubscriptionState = { state: "ended", heldUntil: null, pausedUntil: null };
const record = (action: ConsentAction) => ({ action, until: action === "held" || action === "paused" ? until : null });

test.each<[string, SubscriptionState, Record<ConsentAction, ReturnType<typeof actionBlocker>>]>([
  [
    "nobody",
    null,
    {
      given: null,
      imported: null,
      reconfirmed: "not-subscribed",
      expired: "not-subscribed",
      held: "not-subscribed",
      kept: "not-held",
      withdrawn: "not-subscribed",
      lapsed: "not-subscribed",
      objected: "not-subscribed",
      complained: "not-subscribed",
      paused: "not-subscribed",
      resumed: "not-subscribed",
      erased: "not-subscribed",
    },
  ],
  [
    "an active subscriber",
    active,
    {
      given: null,
      imported: "known-already",
      reconfirmed: null,
      expired: null,
      held: null,
      kept: "not-held",
      withdrawn: null,
      lapsed: null,
      objected: null,
      complained: null,
      paused: null,
      resumed: null,
      erased: null,
    },
  ],
  [
    "a held subscriber",
    held,
    {
      given: null,
      imported: "known-already",
      reconfirmed: "not-active",
      expired: "not-active",
      held: "not-active",
      kept: null,
      withdrawn: null,
      lapsed: null,
      objected: null,
      complained: null,
      paused: "not-active",
      resumed: "not-active",
      erased: null,
    },
  ],
  [
    "who left",
    ended,
    {
      given: null,
      imported: "known-already",
      reconfirmed: "not-subscribed",
      expired: "not-subscribed",
      held: "not-subscribed",
      kept: "not-held",
      withdrawn: "not-subscribed",
      lapsed: "not-subscribed",
      objected: "not-subscribed",
      complained: "not-subscribed",
      paused: "not-subscribed",
      resumed: "not-subscribed",
      erased: null,
    },
  ],
])("what may happen to %s", (_, state, expected) => {
  for (const [action, blocker] of Object.entries(expected))
    expect([action, actionBlocker(state, action as ConsentAction)]).toEqual([action, blocker]);
});

test("an import never revives who left, holds or is subscribed", () => {
  for (const state of [active, held, ended]) expect(actionBlocker(state, "imported")).toBe("known-already");
});

test("what each record makes of a subscription", () => {
  expect(afterRecord(null, record("given"))).toEqual(active);
  expect(afterRecord(null, record("imported"))).toEqual(active);
  expect(afterRecord(active, record("held"))).toEqual(held);
  expect(afterRecord(held, record("kept"))).toEqual(active);
  for (const leaving of ["withdrawn", "lapsed", "objected", "complained"] as const)
    expect(afterRecord(held, record(leaving))).toEqual(ended);
  expect(afterRecord(active, record("paused"))).toEqual({ ...active, pausedUntil: until });
  expect(afterRecord({ ...active!, pausedUntil: until }, record("resumed"))).toEqual(active);
  expect(afterRecord(active, record("erased"))).toBeNull();
  expect(afterRecord(active, record("expired"))).toBeNull();
});

test("a pause survives holding, keeping and reconfirming, and ends with leaving or a new subscription", () => {
  const paused: SubscriptionState = { ...active!, pausedUntil: until };
  expect(afterRecord(paused, record("held"))).toEqual({ ...held, pausedUntil: until });
  expect(afterRecord({ ...held!, pausedUntil: until }, record("kept"))).toEqual(paused);
  expect(afterRecord(paused, record("reconfirmed"))).toEqual(paused);
  expect(afterRecord(paused, record("withdrawn"))).toEqual(ended);
  expect(afterRecord(paused, record("given"))).toEqual(active);
});

test("nothing is paused or resumed that is not there", () => {
  expect(afterRecord(null, record("paused"))).toBeNull();
  expect(afterRecord(null, record("resumed"))).toBeNull();
});
