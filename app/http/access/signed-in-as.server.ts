import type { PersonId } from "~/lib/ctx";
import type { Session } from "./session.server";

/** Who is signed in here, beside a mailed link. */
export const signedInAs = ({ actor }: Session): PersonId | null => (actor.kind === "person" ? actor.personId : null);
