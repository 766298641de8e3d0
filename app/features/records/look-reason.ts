import { LOOK_PURPOSES, type LookPurpose } from "~/features/permissions/record.policy";

/** Why somebody looked, in words: what they chose, what they wrote, or both. Null where looks of this kind have no purpose of their own. */
export function lookReason({ purpose, detail }: { purpose: string | null; detail: Record<string, unknown> | null }): string | null {
  const words = typeof detail?.words === "string" ? detail.words : null;
  if (purpose === "other") return words;
  const known = purpose && purpose in LOOK_PURPOSES ? LOOK_PURPOSES[purpose as LookPurpose] : purpose;
  return words && known ? `${known}: ${words}` : known;
}
