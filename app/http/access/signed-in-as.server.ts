import type { PersonId } from "~/lib/ctx";
import type { Session } from "./session.server";

/** Who is signed in here, beside a mailed link; nobody who still owes their code. */
export const signedInAs = ({ actor, owes }: Session): PersonId | null =>
  actor.kind === "person" && owes !== "code" ? actor.personId : null;
