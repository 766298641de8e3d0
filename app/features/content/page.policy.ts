import { type Actor, hasRole } from "~/lib/ctx";

export type PublishBlocker = "not-an-editor";

/** Editors publish. The system does for seeds. */
export function publishBlocker(actor: Actor): PublishBlocker | null {
  if (actor.kind === "system" || hasRole(actor, "editor")) return null;
  return "not-an-editor";
}
