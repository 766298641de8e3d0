import type { MailingState } from "~/features/mail/types";
import { may } from "~/features/permissions/permissions";
import type { Actor } from "~/lib/ctx";

/** Why this actor may not send to a list, or null. */
export function mailingBlocker(actor: Actor): "not-a-sender" | "no-second-factor" | null {
  if (actor.kind === "system") return null;
  if (!may(actor, "send-newsletters")) return "not-a-sender";
  return actor.kind === "person" && actor.secondFactorAt ? null : "no-second-factor";
}

export type MailingAct = "pause" | "resume" | "stop";

/** Where it stands; its audience is known once everybody is listed. */
type Standing = { state: MailingState; why: string | null; audience: number | null };

/**
 * What follows from an act, or null where it makes no sense any more. What waits for the relay goes on by itself, so a person can pause
 * that too. One that was paused while it was filled goes on being filled. A stopped mailing stays stopped.
 */
export function afterAct({ state, why, audience }: Standing, act: MailingAct): MailingState | null {
  const isUnderWay = state === "filling" || state === "sending";
  if (act === "pause") return isUnderWay || (state === "paused" && why?.startsWith("relay-")) ? "paused" : null;
  if (act === "resume") return state === "paused" ? (audience === null ? "filling" : "sending") : null;
  return isUnderWay || state === "paused" ? "stopped" : null;
}
