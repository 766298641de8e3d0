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

/** What follows from an act, or null where it makes no sense any more. A stopped mailing stays stopped. */
export function afterAct(state: MailingState, act: MailingAct): MailingState | null {
  if (act === "pause") return state === "sending" ? "paused" : null;
  if (act === "resume") return state === "paused" ? "sending" : null;
  return state === "filling" || state === "sending" || state === "paused" ? "stopped" : null;
}
