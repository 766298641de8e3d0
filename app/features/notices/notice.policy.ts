import { may } from "~/features/permissions/permissions";
import type { Actor } from "~/lib/ctx";

export const publishBlocker = (actor: Actor): null | "not-an-author" => (may(actor, "publish-notices") ? null : "not-an-author");
