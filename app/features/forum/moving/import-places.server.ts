import { and, eq, inArray, sql } from "drizzle-orm";
import { forumImports } from "#db/schema/forum/moving";
import { forumCategories } from "#db/schema/forum/topics";
import { createCategory } from "~/features/forum/categories/create-category.server";
import { findPosingName } from "~/features/people/find-posing-name.server";
import { findMovedIn, keepMovedIn, takeTurnsOf } from "~/features/people/moved-in.server";
import { findHolder } from "~/features/people/persons.server";
import { createGroup } from "~/features/permissions/arrange-groups.server";
import { canonicalAddress } from "~/lib/address";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inOneLine } from "~/lib/unseen";
import type { ImportCtx, Numbered } from "./import-forum.server";

/** Whoever is to look through what came before others read it is put into this group, which nobody is in at first. */
const WAITING_ROOM = { name: "Moved in", description: "Looks through what was moved here before others read it." };

/** Categories with the readers that were named for them; without any, nobody is among them. */
export async function importCategories(importing: ImportCtx, rows: Numbered<"category">[]): Promise<void> {
  const { ctx, forum, readers, report } = importing;
  const known = await findImported(importing, "category", keysOf(rows));
  for (const { number, line } of rows) {
    if (known.has(line.key)) {
      report.already++;
      continue;
    }
    const wanted = Object.hasOwn(readers, line.key) ? readers[line.key] : undefined;
    if (wanted !== "existing") {
      const audience = wanted ?? { groups: [await waitingRoom(ctx)] };
      const { key: slug, name, position } = line;
      const made = await createCategory(ctx, { slug, name, description: inOneLine(line.description) || name, position, audience });
      if (!made.ok) {
        const is = made.reason === "taken" ? "is here already: say --readers" : "cannot be the address of a category: say --readers";
        report.problems.push({ line: number, what: `category ${slug} ${is} ${slug}=existing, or give it another key` });
        continue;
      }
      report.made.category++;
      if (!wanted) report.unread.push(slug);
    }
    const [category] = await ctx.db.select({ id: forumCategories.id }).from(forumCategories).where(eq(forumCategories.slug, line.key));
    if (!category) report.problems.push({ line: number, what: `there is no category ${line.key} here` });
    else {
      await ctx.db.insert(forumImports).values({ forum, kind: "category", key: line.key, categoryId: category.id, at: ctx.now });
      known.set(line.key, category.id);
    }
  }
}

async function waitingRoom(ctx: Ctx): Promise<string> {
  const made = await createGroup(ctx, WAITING_ROOM);
  if (made.ok) return made.slug;
  throw new Error(`There is a group called “${WAITING_ROOM.name}” here with other words. Give it another name, or name the readers.`);
}

/**
 * Who wrote there: whoever has an account here under the address that the file says, else a former member with a name and an address that
 * nobody has proven. A name that reads as staff, or as the site, is nobody's.
 */
export async function importPeople(importing: ImportCtx, rows: Numbered<"person">[]): Promise<void> {
  const { ctx, forum, report } = importing;
  const here = await findImported(importing, "person", keysOf(rows));
  for (const { number, line } of rows) {
    if (here.has(line.key)) {
      report.already++;
      continue;
    }
    const canonical = line.email === null ? null : canonicalAddress(line.email);
    if (line.email !== null && !canonical) report.problems.push({ line: number, what: "email: is no address; kept without it" });
    const holder = canonical ? await findHolder(ctx, canonical) : null;
    const movedIn = canonical && !holder ? await findMovedIn(ctx, canonical) : null;
    let name = line.name === null ? null : inOneLine(line.name) || null;
    if (name && (await findPosingName(ctx, { name }))) {
      name = null;
      report.problems.push({ line: number, what: "name: reads as staff or as the site; kept without it" });
    }
    if (holder && !holder.hasAccount)
      report.problems.push({ line: number, what: "email: held by somebody without an account here; kept without it" });
    const known = holder?.hasAccount ? holder : movedIn;
    const personId = known?.personId ?? (await keepMovedIn(ctx, { name, canonical: holder ? null : canonical }));
    await ctx.db.insert(forumImports).values({ forum, kind: "person", key: line.key, personId, at: ctx.now });
    here.set(line.key, personId);
    report.made.person++;
    if (holder?.hasAccount) report.made.members++;
  }
}

const keysOf = (rows: readonly { line: { key: string } }[]) => rows.map(({ line }) => line.key);

/** What was made of these of the forum, by their keys. */
export async function findImported(
  { ctx, forum }: Pick<ImportCtx, "ctx" | "forum">,
  kind: "category" | "person" | "topic",
  keys: readonly string[],
): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await ctx.db
    .select({
      key: forumImports.key,
      id: sql<string>`coalesce(${forumImports.categoryId}, ${forumImports.personId}, ${forumImports.topicId})`,
    })
    .from(forumImports)
    .where(and(eq(forumImports.forum, forum), eq(forumImports.kind, kind), inArray(forumImports.key, [...new Set(keys)])));
  return new Map(rows.map(({ key, id }) => [key, id]));
}

/**
 * Who these people of the file are. Null for one who was erased here, whose name and words do not come back; undefined for one whom the
 * file has not told of. An erasure waits until the batch is in.
 */
export async function findWriters(importing: ImportCtx, keys: readonly (string | null)[]) {
  const { ctx, isDryRun } = importing;
  const known = await findImported(
    importing,
    "person",
    keys.filter((key): key is string => key !== null),
  );
  const living = await takeTurnsOf(ctx, [...known.values()], { waits: !isDryRun });
  return (key: string): PersonId | null | undefined => {
    const id = known.get(key);
    return id === undefined ? undefined : living.has(id) ? id : null;
  };
}
