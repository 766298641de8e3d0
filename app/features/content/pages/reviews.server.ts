import { type AnyColumn, and, isNotNull, lte, type SQL, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { joinedPerson } from "~/features/people/joined-person.server";
import { rolesWith } from "~/features/permissions/permissions";
import { holdsRole, readsSomething, visibleToPerson } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";

/** A page's day to be read through again has come; news has none. */
export const isOverdue = ({ now }: Pick<Ctx, "now">): SQL<boolean> =>
  sql<boolean>`coalesce(${and(isNotNull(contentPages.reviewDueAt), lte(contentPages.reviewDueAt, now))}, false)`;

/** Another page holds now: this one is no longer read through. */
export const isSuperseded = sql<boolean>`(${contentPages.supersededById} is not null)`;

/** Who checked a page last: they are named on it. */
export const checker = joinedPerson("checker");

/** Who looks after a page and is reminded of it: whom it was handed to, else who checked it last. */
export const owner = joinedPerson("owner");
const ownerId = sql`coalesce(${contentPages.ownerId}, ${contentPages.authorId})`;
export const ownerOfPage = owner.of(ownerId);

/** Over one of the two, joined: they are still here, as a member, by a group or as an editor. */
const isHere = ({ now }: Pick<Ctx, "now">, person: { id: AnyColumn; isUsable: SQL }): SQL<boolean> =>
  sql<boolean>`coalesce(${person.isUsable} and (${readsSomething(person.id, now)} or ${isEditor(person.id, now)}), false)`;

/** Whether somebody may edit pages now, where `personId` is a column or an id. */
export const isEditor = (personId: AnyColumn | SQL, now: Date) => holdsRole(personId, rolesWith("edit-pages"), now);

/** Over the joined checker: their name, while they are here. */
export const checkedBy = (ctx: Pick<Ctx, "now">) => sql<string | null>`case when ${isHere(ctx, checker)} then ${checker.name} end`;

/** Over the joined owner: their name, while they are here. */
export const ownedBy = (ctx: Pick<Ctx, "now">) => sql<string | null>`case when ${isHere(ctx, owner)} then ${owner.name} end`;

/** Over the joined owner and scope: they can still read it too, or edit it whoever it is for. */
export const isLookedAfter = (ctx: Pick<Ctx, "now">): SQL<boolean> =>
  sql<boolean>`(${isHere(ctx, owner)} and (${visibleToPerson(owner.id, ctx.now)} or ${isEditor(owner.id, ctx.now)}))`;

/** Over the joined owner and scope: whether a person is told of the page: its owner, or editors where nobody looks after it. */
export const isToldOf = (ctx: Pick<Ctx, "now">, person: SQL): SQL<boolean> =>
  sql<boolean>`case when ${isLookedAfter(ctx)} then ${owner.id} = ${person} else ${isEditor(person, ctx.now)} end`;
