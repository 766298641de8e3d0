import { and, eq, ne, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { grants, groups } from "#db/schema/permissions";
import { ROLES } from "#db/schema/roles";
import { recordEntries, recordEntry } from "~/features/audit/record-entry.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { freeSlug } from "~/lib/slug";
import { inTransaction, lockByName } from "~/lib/transaction.server";
import { demandPermission } from "./demand-permission";
import type { GroupBlocker } from "./group.policy";
import { openGrant } from "./scope.server";

export type GroupWords = { name: string; description: string };
export type GroupResult = { ok: true; slug: string } | { ok: false; reason: GroupBlocker };

/** Makes a group, which nobody is in yet. @throws ForbiddenError */
export async function createGroup(ctx: Ctx, { name, description }: GroupWords): Promise<GroupResult> {
  return arrange(ctx, async (ctx) => {
    const [same] = await ctx.db.select().from(groups).where(named(name));
    // pressed twice
    if (same?.name === name && same.description === description && !same.endedAt) return { ok: true, slug: same.slug };
    if (same) return { ok: false, reason: "taken" };

    const taken = (await ctx.db.select({ slug: groups.slug }).from(groups)).map(({ slug }) => slug);
    // forms and filters name groups beside the roles
    const slug = freeSlug(name, "group", [...ROLES, "new", ...taken]);
    const id = uuidv7();
    await ctx.db.insert(groups).values({ id, slug, name, description });
    await recordEntry(ctx, { class: "act", action: "group.created", objectKind: "group", objectId: id, detail: { name } });
    return { ok: true, slug };
  });
}

/** Gives a group another name and other words; who is in it and what is for it stays. @throws ForbiddenError, NotFoundError */
export async function changeGroup(ctx: Ctx, { slug, name, description }: GroupWords & { slug: string }): Promise<GroupResult> {
  return arrange(ctx, async (ctx) => {
    const before = await getForUpdate(ctx, slug);
    if ((await ctx.db.$count(groups, and(named(name), ne(groups.id, before.id)))) > 0) return { ok: false, reason: "taken" };
    await ctx.db.update(groups).set({ name, description }).where(eq(groups.id, before.id));
    const detail = { before: { name: before.name, description: before.description }, after: { name, description } };
    await recordEntry(ctx, { class: "act", action: "group.changed", objectKind: "group", objectId: before.id, detail });
    return { ok: true, slug };
  });
}

/**
 * Ends a group: everybody in it leaves it, and nobody comes in, nor whoever was to later. What is for it keeps its readers, without these.
 * Gives who was in it and who was to be, to be told; nobody where it had ended before. @throws ForbiddenError, NotFoundError
 */
export async function closeGroup(ctx: Ctx, slug: string): Promise<{ id: string; left: PersonId[]; awaited: PersonId[] }> {
  return arrange(ctx, async (ctx) => {
    const { id, endedAt } = await getForUpdate(ctx, slug);
    if (endedAt) return { id, left: [], awaited: [] };
    await ctx.db.update(groups).set({ endedAt: ctx.now }).where(eq(groups.id, id));
    const rows = await ctx.db
      .update(grants)
      .set({ revokedAt: ctx.now })
      .where(and(eq(grants.groupId, id), openGrant(ctx.now)))
      .returning({ personId: grants.personId, startsAt: grants.startsAt });
    const left = rows.filter(({ startsAt }) => startsAt <= ctx.now).map(({ personId }) => personId);
    const awaited = rows.filter(({ startsAt }) => startsAt > ctx.now).map(({ personId }) => personId);
    await recordEntry(ctx, { class: "act", action: "group.ended", objectKind: "group", objectId: id, detail: { left: rows.length } });
    await recordEntries(ctx, { class: "act", action: "grant.revoked", objectKind: "group", objectId: id }, [...left, ...awaited]);
    return { id, left, awaited };
  });
}

/** A group that ended goes on, with nobody in it. False where it had not ended. @throws ForbiddenError, NotFoundError */
export async function startGroupAgain(ctx: Ctx, slug: string): Promise<boolean> {
  return arrange(ctx, async (ctx) => {
    const { id, endedAt } = await getForUpdate(ctx, slug);
    if (!endedAt) return false;
    await ctx.db.update(groups).set({ endedAt: null }).where(eq(groups.id, id));
    await recordEntry(ctx, { class: "act", action: "group.started-again", objectKind: "group", objectId: id });
    return true;
  });
}

/** Names are told apart, and addresses made of them, one group after the other. */
async function arrange<T>(ctx: Ctx, act: (ctx: Ctx) => Promise<T>): Promise<T> {
  demandPermission(ctx, "change-roles");
  return inTransaction(ctx, async (ctx) => {
    await lockByName(ctx, "groups");
    return act(ctx);
  });
}

/** Waits for whoever is letting somebody in. */
async function getForUpdate(ctx: Ctx, slug: string) {
  const [group] = await ctx.db.select().from(groups).where(eq(groups.slug, slug)).for("update");
  if (!group) throw new NotFoundError("group");
  return group;
}

const named = (name: string) => sql`lower(${groups.name}) = lower(${name})`;
