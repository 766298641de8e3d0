import { sha256 } from "~/lib/tokens.server";

/**
 * What the form of a text or title is based on, sent with it: when it was changed last, and its words. An erasure takes words out of what
 * others wrote, which is no change of theirs; a form that was opened before must not bring them back.
 */
export const formVersion = (changedAt: Date | null, words: string) => `${momentOf(changedAt)} ${digestOf(words)}`;

/** By which words are known again, without standing there. */
export const digestOf = (words: string) => sha256(words).toString("base64url").slice(0, 22);

/** Whether a form began with what stands there now. One that was opened in an earlier release knows the moment alone. */
export const isBasedOn = (basedOn: string, changedAt: Date | null, words: string) =>
  basedOn.includes(" ") ? basedOn === formVersion(changedAt, words) : basedOn === momentOf(changedAt);

const momentOf = (changedAt: Date | null) => changedAt?.toISOString() ?? "";
