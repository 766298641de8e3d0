import type { CONSENT_ACTIONS } from "#db/schema/consents";

export type ConsentAction = (typeof CONSENT_ACTIONS)[number];

/** What the ledger says about one person and list; null: no subscription. */
export type SubscriptionState = { state: "active" | "held" | "ended"; heldUntil: Date | null; pausedUntil: Date | null } | null;

/** Each action and the states from which it may happen. Leaving is always possible while there is something to leave. */
const FROM: Record<ConsentAction, readonly ("none" | "active" | "held" | "ended")[]> = {
  given: ["none", "active", "held", "ended"],
  // an import never revives: not who left, and not who waits to confirm leaving
  imported: ["none"],
  reconfirmed: ["active"],
  // who did not answer when asked again
  expired: ["active"],
  held: ["active"],
  kept: ["held"],
  withdrawn: ["active", "held"],
  lapsed: ["active", "held"],
  objected: ["active", "held"],
  complained: ["active", "held"],
  paused: ["active"],
  resumed: ["active"],
  erased: ["active", "held", "ended"],
};

/** Why an action may not follow, or null. */
export function actionBlocker(
  current: SubscriptionState,
  action: ConsentAction,
): null | "not-subscribed" | "not-active" | "not-held" | "known-already" {
  const from = current?.state ?? "none";
  if (FROM[action].includes(from)) return null;
  if (action === "imported") return "known-already";
  if (action === "kept") return "not-held";
  return from === "held" ? "not-active" : "not-subscribed";
}

/** The state after one record: the one place that says what a consent record means. */
export function afterRecord(current: SubscriptionState, record: { action: ConsentAction; until: Date | null }): SubscriptionState {
  const pausedUntil = current?.pausedUntil ?? null;
  switch (record.action) {
    case "given":
    case "imported":
      return { state: "active", heldUntil: null, pausedUntil: null };
    case "reconfirmed":
    case "kept":
      return { state: "active", heldUntil: null, pausedUntil };
    case "held":
      return { state: "held", heldUntil: record.until, pausedUntil };
    case "withdrawn":
    case "lapsed":
    case "objected":
    case "complained":
      return { state: "ended", heldUntil: null, pausedUntil: null };
    case "paused":
      return current && { ...current, pausedUntil: record.until };
    case "resumed":
      return current && { ...current, pausedUntil: null };
    case "expired":
    case "erased":
      return null;
  }
}
