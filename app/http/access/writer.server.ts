import type { PersonId } from "~/lib/ctx";
import { sameBytes, signatures } from "~/lib/tokens.server";

/** Stands unseen in each form of a page that was made for somebody signed in: whose it is, also once they have signed out. */
export const writerMark = (personId: PersonId): string => `${personId}.${marksOf(personId)[0]!.toString("base64url")}`;

/** For whom the page with this form was made; null where it was made for a visitor, or the mark is none of ours. */
export function writerOf(mark: string | null): PersonId | null {
  const [personId = "", given = ""] = (mark ?? "").split(".");
  return marksOf(personId).some((own) => sameBytes(own, Buffer.from(given, "base64url"))) ? (personId as PersonId) : null;
}

const marksOf = (personId: string) => signatures(`writer:${personId}`).map((mark) => mark.subarray(0, 16));
