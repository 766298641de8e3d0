import type { PgTable, TableConfig } from "drizzle-orm/pg-core";
import { RETENTION, type RetentionRule } from "./retention";

const keep = (rule: RetentionRule) => RETENTION[rule].period;

/** Why personal data is held: purpose, lawful basis and retention of each, as the register of processing and the notice show them. */
export const PURPOSES = {
  membership: {
    purpose: "Knowing who is a member and what they may see",
    basis: "contract",
    retention: `while you are a member, get a newsletter from us or wait for an answer, and ${keep("members")} after; then your record is emptied`,
  },
  contact: { purpose: "Reaching a person in the way they chose", basis: "contract", retention: "as long as your record" },
  "sign-in": {
    purpose: "Signing in safely",
    basis: "legitimate interests (security)",
    retention: `while there is an account; each sign-in until ${keep("sessions")} after it ended`,
  },
  consent: {
    purpose: "Showing what was agreed to",
    basis: "legal obligation",
    retention: "without end, as proof; when you are erased, what names you is taken out",
  },
  suppression: {
    purpose: "Never writing again to who left or objected",
    basis: "legal obligation",
    retention: "without end, as a keyed hash that names nobody",
  },
  newsletters: {
    purpose: "Sending the newsletters a person asked for",
    basis: "consent",
    retention: `${keep("reconfirmation")}, then the person is asked again; without an answer it ends ${keep("answer")} later`,
  },
  messages: {
    purpose: "Sending each message once and showing what became of it",
    basis: "contract",
    retention: `${keep("messages")} at most (of an issue that is still being sent then, until it no longer is); the address ${keep("mail-addresses")} at most`,
  },
  forum: {
    purpose: "The exchange between members",
    basis: "contract",
    retention: "while the forum exists, unless the person has their posts removed",
  },
  "mailed-replies": {
    purpose: "Posting once what a person answered by email, and giving back what was not posted",
    basis: "contract",
    retention: `${keep("mailed-replies")}; what was given back goes once that email has left`,
  },
  drafts: {
    purpose: "Keeping what a person has begun to write until they send it",
    basis: "contract",
    retention: `until it is sent or discarded; ${keep("drafts")} after it was last saved`,
  },
  files: {
    purpose: "Showing the pictures and files that people add to what they write",
    basis: "contract",
    retention: `as long as a text holds them; ${keep("uploads")} where none does`,
  },
  publishing: {
    purpose: "Showing who wrote and reviewed what is published",
    basis: "legitimate interests",
    retention: "while it is published",
  },
  reading: {
    purpose: "Telling you what changed in a guide since you read it",
    basis: "legitimate interests",
    retention: "until you stop it in your account, or as long as your record",
  },
  enquiries: {
    purpose: "Answering what people ask us",
    basis: "legitimate interests",
    retention: `${keep("enquiries")} at most after the enquiry is closed`,
  },
  handling: {
    purpose: "Knowing who decided, answered or looked after something",
    basis: "legitimate interests",
    retention: "as long as what it stands with",
  },
  accountability: { purpose: "Showing who did, saw and decided what", basis: "legal obligation", retention: keep("ledger") },
  rights: {
    purpose: "Carrying out people's rights",
    basis: "legal obligation",
    retention: `${keep("requests")} after the request is closed`,
  },
  copies: {
    purpose: "Handing people the copies of everything that they make",
    basis: "legal obligation",
    retention: `${keep("copies")} after each was made`,
  },
} as const;
export type Purpose = keyof typeof PURPOSES;

/**
 * What a column holds and what the person's copy and erasure do with it.
 * - `plain`: nothing about a person.
 * - `about`: about the row's subject, or, with `of`, about the person whom that column names: then only they are shown it. Where it names
 *   nobody, all subjects are, unless it is a `visitor`'s then.
 *   Erasure: `clear` (null, or `empty` where null is not allowed) or `keep`.
 * - `secret`: about the subject, but of no meaning or use to them (hashes, keys): named in the copy, not shown.
 * - `who`: the id of a person. Shown as “you”, anybody else is masked. Erasure keeps it: it points at an empty shell.
 */
export type ColumnClass =
  | { holds: "plain" }
  | { holds: "about"; purpose: Purpose; erase: "clear" | "keep"; empty?: unknown; label?: string; of?: string; visitor?: true }
  | { holds: "secret"; purpose: Purpose; erase: "clear" | "keep"; empty?: unknown; why: string }
  | { holds: "who"; purpose: Purpose };

export const plain: ColumnClass = { holds: "plain" };
export const who = (purpose: Purpose): ColumnClass => ({ holds: "who", purpose });
export const about = (
  purpose: Purpose,
  more: { erase?: "clear" | "keep"; empty?: unknown; label?: string; of?: string; visitor?: true } = {},
): ColumnClass => ({
  holds: "about",
  purpose,
  erase: more.erase ?? "clear",
  ...("empty" in more ? { empty: more.empty } : {}),
  ...(more.label ? { label: more.label } : {}),
  ...(more.of ? { of: more.of } : {}),
  ...(more.visitor ? { visitor: true } : {}),
});
export const secret = (purpose: Purpose, why: string, more: { erase?: "clear" | "keep"; empty?: unknown } = {}): ColumnClass => ({
  holds: "secret",
  purpose,
  why,
  erase: more.erase ?? "clear",
  ...("empty" in more ? { empty: more.empty } : {}),
});

/**
 * How a row belongs to a person. A row with several belongs to whoever any of them names.
 * - `person`: the column is the person's id.
 * - `address`: the column is a canonical address, or keyed hashes of one; it matches only what the
 *   person holds now, verified and unreleased; a row that names somebody in `unless` is not asked.
 * - `via`: the column points at a row of another classified table, and belongs to whom that row belongs to.
 */
export type Subject<T extends PgTable = PgTable> =
  | { by: "person"; column: ColumnOf<T> }
  | { by: "address"; column: ColumnOf<T>; holds: "canonical" | "hash" | "hashes"; unless?: ColumnOf<T> }
  | { by: "via"; column: ColumnOf<T>; table: () => PgTable };

/**
 * What erasure does with the person's rows.
 * - `delete`: the rows go. · `clear`: each column as classified. · `keep`: nothing, and `why` says why (ledgers, proofs of lawfulness).
 * - `room`: the owning room's command does it, because the person chooses or others are concerned.
 */
export type RowErasure = { rows: "delete" | "clear" } | { rows: "keep" | "room"; why: string };

type ColumnOf<T extends PgTable> = T extends PgTable<infer C extends TableConfig> ? keyof C["columns"] & string : string;

export type Classification = {
  table: PgTable;
  title: string;
  subjects: Subject[];
  erasure: RowErasure | null;
  columns: Record<string, ColumnClass>;
};

const known = new Map<PgTable, Classification>();

/**
 * Classifies every column of a table; a missing one is a type error. `title` names the rows in the person's copy and the data map.
 * A table without subjects holds nothing that hangs on a person.
 */
export function classify<T extends PgTable>(
  table: T,
  rule: { title: string; subjects?: Subject<T>[]; erasure?: RowErasure; columns: { [K in ColumnOf<T>]: ColumnClass } },
): void {
  known.set(table, {
    table,
    title: rule.title,
    subjects: (rule.subjects ?? []) as Subject[],
    erasure: rule.erasure ?? null,
    columns: rule.columns as Record<string, ColumnClass>,
  });
}

/** All classified tables, in the order in which their schemas were loaded. */
export function classifications(): Classification[] {
  return [...known.values()];
}
