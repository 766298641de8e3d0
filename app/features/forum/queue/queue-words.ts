import { didWords, type ModerationKind, reportedPath, staffModerationPath } from "~/features/forum/moderation/moderation-words";
import { REASONS, type Reason } from "~/features/forum/reports/report.schema";
import { FOUND_WORDS } from "~/features/guard/near-miss.policy";

/** What waits for moderators, in the order of the filters. */
export const QUEUE_KINDS = ["report", "held", "guard", "appeal"] as const;
export type QueueKind = (typeof QUEUE_KINDS)[number];
export const isQueueKind = (text: string | null): text is QueueKind => (QUEUE_KINDS as readonly (string | null)[]).includes(text);

export const QUEUE_WORDS: Record<QueueKind, { one: string; many: string }> = {
  report: { one: "Report", many: "Reports" },
  held: { one: "Held post", many: "Held posts" },
  guard: { one: "Near miss", many: "Near misses" },
  appeal: { one: "Appeal", many: "Appeals" },
};

/** What waits, by one word for an address: its kind, and the code and number that it is found by. */
export type QueueItem = { kind: QueueKind; item: string; path: string | null };

export const claimPath = (item: string) => `/admin/forum/queue/${item}`;

/** Where a moderator looks at it. */
export function itemPath({ kind, item, path }: QueueItem): string {
  const [, code = "", number] = item.split("-");
  if (path) return path;
  if (kind === "appeal") return staffModerationPath(code);
  return reportedPath({ topic: { code }, number: Number(number) });
}

/** Why it waits, as its kind tells it. */
export function whyWords({ kind, notes }: { kind: QueueKind; notes: readonly string[] }): string {
  if (kind === "report") return notes.map((reason) => REASONS[reason as Reason].label).join(", ");
  if (kind === "guard") return notes.map((found) => FOUND_WORDS[found as keyof typeof FOUND_WORDS]).join(", ");
  if (kind === "appeal")
    return `A moderator ${notes[0] === "declined" ? "did not let it through" : didWords(notes[0] as ModerationKind, "theirs")}`;
  return notes.length === 0 ? "New writer" : notes.map((word) => `“${word}”`).join(", ");
}
