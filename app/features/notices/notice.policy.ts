import { type Actor, hasRole } from "~/lib/ctx";

/** Who writes and publishes notices. */
export const NOTICE_ROLES = ["data-protection-officer", "administrator"] as const;

export const publishBlocker = (actor: Actor): null | "not-an-author" =>
  actor.kind === "system" || hasRole(actor, ...NOTICE_ROLES) ? null : "not-an-author";
