import { may, type Permission } from "~/features/permissions/permissions";
import type { Actor } from "~/lib/ctx";
import { formatTime } from "~/lib/dates";

/** Forms that keep drafts, by where they are sent to, and who alone is shown these: they begin with what others wrote for staff. */
const KINDS: readonly { address: RegExp; name: string; permission?: Permission }[] = [
  { address: /^\/forum\/topics\/[^/]+\/replies$/, name: "Reply in the forum" },
  { address: /^\/forum\/topics\/[^/]+\/posts\/[^/]+\/edit$/, name: "Changes to a post" },
  { address: /^\/forum\/[^/]+\/new$/, name: "New topic" },
  { address: /^\/comments\/.+$/, name: "Comment" },
  { address: /^\/admin\/enquiries\/[^/]+\/reply$/, name: "Reply to an enquiry", permission: "see-enquiries" },
  { address: /^\/admin\/enquiries\/[^/]+\/note$/, name: "Note on an enquiry", permission: "see-enquiries" },
  { address: /^\/admin\/content\/new\/news$/, name: "New article", permission: "edit-pages" },
  { address: /^\/admin\/content\/new(\/[^/]+)?$/, name: "New page", permission: "edit-pages" },
  { address: /^\/admin\/content\/[^/]+\/edit$/, name: "Changes to a page", permission: "edit-pages" },
  { address: /^\/admin\/newsletters\/issues\/[^/]+\/edit$/, name: "Changes to an issue", permission: "send-newsletters" },
  { address: /^\/admin\/newsletters\/[^/]+\/new$/, name: "New issue", permission: "send-newsletters" },
];

/** Characters: longer than any address that a form has. */
const LONGEST_ADDRESS = 300;

const kindOf = (path: string) => (path.length > LONGEST_ADDRESS ? undefined : KINDS.find(({ address }) => address.test(path)));

export const draftKind = (path: string): string | null => kindOf(path)?.name ?? null;

/** Whose role has ended sees no more of what their drafts repeat; it is there again with the role. */
export function maySeeDraft(actor: Actor, path: string): boolean {
  const permission = kindOf(path)?.permission;
  return !permission || may(actor, permission);
}

/** Days after the last save. */
export const DRAFT_DAYS = 30;
export const MOST_DRAFTS = 50;
/** Characters of all fields together: the longest form, an issue, takes 200,000. */
export const LONGEST_DRAFT = 210_000;

export type DraftBlocker = "closed" | "too-long" | "too-many";

/** Pages and issues have drafts of their own, which their form saves: what is kept here is what it has not saved. */
const savesItself = (path: string) => /^\/admin\/(content|newsletters)\//.test(path);

export const savedWords = (path: string, at: Date): string =>
  `${savesItself(path) ? "Unsaved text kept" : "Draft saved"} ${formatTime(at)}`;

export const DRAFT_REFUSALS: Record<DraftBlocker, string> = {
  closed:
    "Not saved: this form was sent or its draft discarded in another window, or a text that it is about was deleted for good. Copy what you need, then open the page again.",
  "too-long": "Not saved: it is too long for a draft. Copy it before you leave this page.",
  "too-many": `Not saved: you have ${MOST_DRAFTS} drafts. Discard some of them in your account, then save again.`,
};

type Values = Record<string, string | string[]>;

/** What people type themselves, in the order in which it says what a draft is. */
const TEXTS = ["title", "subject", "body", "note", "summary", "teaser", "preheader", "pollQuestion", "pollOptions"];

const textsOf = (values: Values): string[] => TEXTS.flatMap((name) => values[name] ?? []).filter((text) => text.trim() !== "");

export const isEmptyDraft = (values: Values): boolean => textsOf(values).length === 0;

/** All of it, to read and copy. */
export const draftText = (values: Values): string => textsOf(values).join("\n\n");

export function draftBlocker(values: Values, others: number): DraftBlocker | null {
  const length = Object.values(values).flat().join("").length;
  if (length > LONGEST_DRAFT) return "too-long";
  return others >= MOST_DRAFTS ? "too-many" : null;
}
