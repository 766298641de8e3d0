import { isAuthor } from "~/features/forum/posts/post.policy";
import type { Actor } from "~/lib/ctx";

export type HeldState = {
  authorId: string;
  state: "waiting" | "through" | "declined";
  /** Who declined it before its writer appealed. */
  declinedBy: string | null;
  isAppealed: boolean;
};

export type HeldBlocker = "own-post" | "own-act" | "decided";
/** What became of its place meanwhile, or of whoever wrote it. */
export type PlaceBlocker = "gone" | "elsewhere" | "locked" | "other-readers" | "quotes" | "author-away";
export type DeclineAppealBlocker = "not-yours" | "not-declined" | "appealed";

/** Of moderators: nobody decides about their own, and an appeal is decided by somebody else than who declined it. */
export function heldBlocker(actor: Actor, held: HeldState): HeldBlocker | null {
  if (held.state !== "waiting") return "decided";
  if (isAuthor(actor, { writerId: held.authorId })) return "own-post";
  return held.declinedBy !== null && isAuthor(actor, { writerId: held.declinedBy }) ? "own-act" : null;
}

/** Once, by its writer. */
export function declineAppealBlocker(actor: Actor, held: HeldState): DeclineAppealBlocker | null {
  if (!isAuthor(actor, { writerId: held.authorId })) return "not-yours";
  if (held.isAppealed) return "appealed";
  return held.state === "declined" ? null : "not-declined";
}

export const HELD_REFUSALS: Record<HeldBlocker | PlaceBlocker | "why-missing", string> = {
  "own-post": "This is your own: another moderator decides.",
  "own-act": "You declined this: another moderator decides about the appeal.",
  decided: "This was decided or taken back already.",
  gone: "Its topic, category or page was removed since. Decline it with that as the reason.",
  elsewhere: "Its topic became part of another that you cannot read. A moderator who can decides.",
  locked: "Its topic is closed. Open it first, or decline this with that as the reason.",
  "other-readers":
    "Others can read there now than its writer was told. Decline it with that as the reason, and they can post it again if they want to.",
  quotes: "It quotes words that are not there any more. Decline it with that as the reason, and its writer can post it without them.",
  "author-away": "Its writer cannot write there now, so it cannot be there. Wait until they can, or decline it with that as the reason.",
  "why-missing": "Say why: its writer gets your words",
};

export const DECLINE_APPEAL_REFUSALS: Record<DeclineAppealBlocker, string> = {
  "not-yours": "Only who wrote it can appeal.",
  "not-declined": "Nobody declined it.",
  appealed: "You appealed already. You can appeal once.",
};

/** Where its writer sees it, and where moderators decide. */
export const heldPath = (code: string) => `/forum/held/${code}`;
export const staffHeldPath = (code: string) => `/admin/forum/held/${code}`;

/** What its writer is told once it is sent; of what was declined before its page says all. */
export const heldSuccess = ({ isDeclined }: { isDeclined?: true }) =>
  isDeclined
    ? {}
    : { success: "It waits for a moderator. Only you and moderators can see it until then, and you are told when it is decided." };
