import { and, desc, eq, gt, inArray, lt, type SQL, sql } from "drizzle-orm";
import { union } from "drizzle-orm/pg-core";
import { auditEntries } from "#db/schema/audit";
import type { Ctx, PersonId } from "~/lib/ctx";
import { pageOf } from "~/lib/pages";
import type { AuditAction } from "./action-words";
import type { AuditClass } from "./record-entry.server";

const PER_PAGE = 25;

export type AuditEntry = {
  id: number;
  at: Date;
  class: AuditClass;
  action: string;
  actorKind: "visitor" | "person" | "link" | "system";
  actorId: string | null;
  subjectId: string | null;
  objectKind: string | null;
  objectId: string | null;
  purpose: string | null;
  detail: Record<string, unknown> | null;
};
export type EntryPage = { entries: AuditEntry[]; next: number | null };

const columns = {
  id: auditEntries.id,
  at: auditEntries.at,
  class: auditEntries.class,
  action: auditEntries.action,
  actorKind: auditEntries.actorKind,
  actorId: auditEntries.actorId,
  subjectId: auditEntries.subjectId,
  objectKind: auditEntries.objectKind,
  objectId: auditEntries.objectId,
  purpose: auditEntries.purpose,
  detail: auditEntries.detail,
};

/** The last time that somebody did this about somebody, after a moment; null when they did not. */
export async function findLastAct(
  ctx: Ctx,
  { action, actorId, subjectId, since }: { action: AuditAction; actorId: PersonId; subjectId: PersonId; since: Date },
): Promise<{ purpose: string | null } | null> {
  const [entry] = await ctx.db
    .select({ purpose: auditEntries.purpose })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.subjectId, subjectId),
        eq(auditEntries.actorId, actorId),
        eq(auditEntries.action, action),
        gt(auditEntries.at, since),
      ),
    )
    .orderBy(desc(auditEntries.id))
    .limit(1);
  return entry ?? null;
}

/** The whole ledger, newest first. `after` is the number of the last entry seen. Who may read it is the caller's to decide. */
export async function listEntries(ctx: Ctx, filter: { class?: AuditClass; action?: string }, after: number | null): Promise<EntryPage> {
  return entryPage(
    await ctx.db
      .select(columns)
      .from(auditEntries)
      .where(
        and(
          filter.class ? eq(auditEntries.class, filter.class) : undefined,
          filter.action ? eq(auditEntries.action, filter.action) : undefined,
          before(after),
        ),
      )
      .orderBy(desc(auditEntries.id))
      .limit(PER_PAGE + 1),
  );
}

type About = { personId: string; part: "subject" | "both"; classes?: readonly AuditClass[]; action?: string };

/** What was done about one person and, with `both`, what they did themselves, newest first. */
export async function listEntriesAbout(ctx: Ctx, about: About, after: number | null): Promise<EntryPage> {
  const ids = (mine: SQL) =>
    ctx.db
      .select({ id: auditEntries.id })
      .from(auditEntries)
      .where(
        and(
          mine,
          about.classes ? inArray(auditEntries.class, [...about.classes]) : undefined,
          about.action ? eq(auditEntries.action, about.action) : undefined,
          before(after),
        ),
      )
      .orderBy(desc(auditEntries.id))
      .limit(PER_PAGE + 1);
  const subject = ids(eq(auditEntries.subjectId, about.personId));
  // each half by its own index
  const found = about.part === "subject" ? subject : union(subject, ids(eq(auditEntries.actorId, about.personId)));
  return entryPage(
    await ctx.db
      .select(columns)
      .from(auditEntries)
      .where(sql`${auditEntries.id} in ${found}`)
      .orderBy(desc(auditEntries.id))
      .limit(PER_PAGE + 1),
  );
}

const before = (after: number | null) => (after === null ? undefined : lt(auditEntries.id, after));

function entryPage(found: AuditEntry[]): EntryPage {
  const { rows: entries, next } = pageOf(found, PER_PAGE, ({ id }) => id);
  return { entries, next };
}
