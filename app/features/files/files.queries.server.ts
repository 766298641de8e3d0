import { type AnyColumn, and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { type FileKind, files, fileUses } from "#db/schema/files";
import { joinedPerson } from "~/features/people/joined-person.server";
import { may } from "~/features/permissions/permissions";
import { type Ctx, personIdOf } from "~/lib/ctx";

/** Who added a file, also where their record became one with another. */
export const owner = joinedPerson("owner");

/** What a text shows of a file. */
export const shownColumns = {
  code: files.code,
  kind: files.kind,
  name: files.name,
  size: files.size,
  width: files.width,
  height: files.height,
};

/** More texts than anybody puts one picture into: any of them that a reader may read is enough. */
const MOST_HOLDERS = 100;
const holders = (kind: "post" | "page" | "held" | "kept") =>
  sql<string[]>`array(select ${fileUses.holderId} from ${fileUses} where ${fileUses.fileId} = ${files.id} and ${fileUses.kind} = ${kind}
    limit ${sql.raw(String(MOST_HOLDERS))})`;

export type HungFile = { code: string; kind: FileKind; name: string; width: number | null };

/** The files that a post shows readers, as a column. */
export const filesOfPost = (postId: AnyColumn): SQL<HungFile[]> => {
  const { code, kind, name, width } = files;
  return sql`${sql`(select coalesce(json_agg(json_build_object('code', ${code}, 'kind', ${kind}, 'name', ${name}, 'width', ${width})), '[]')
    from ${fileUses} join ${files} on ${files.id} = ${fileUses.fileId}
    where ${fileUses.holderId} = ${postId} and ${fileUses.kind} = 'post' and ${files.state} = 'clean' and ${files.goneAt} is null)`}`;
};

/** Whether the text with this id holds a file, in any of its ways. */
export const isHolderOf = (holderId: AnyColumn, fileId: string): SQL =>
  sql`${holderId} in ${sql`(select ${fileUses.holderId} from ${fileUses} where ${fileUses.fileId} = ${fileId})`}`;

/**
 * A file that can be had, and where it hangs: whoever asks gets it if it is their own, or if they may read one of the posts or pages, which
 * the rooms of those say. One that no scanner has looked at yet is nobody's. Editors see what an unpublished text of a page holds;
 * everybody what the site itself shows (`isOfLook`).
 */
export async function findFile(ctx: Ctx, code: string) {
  const isInRevision = sql<boolean>`exists (select from ${fileUses} where ${fileUses.fileId} = ${files.id} and ${fileUses.kind} = 'revision')`;
  const isOfLook = sql<boolean>`exists (select from ${fileUses} where ${fileUses.fileId} = ${files.id} and ${fileUses.kind} = 'look')`;
  const [file] = await ctx.db
    .select({
      ...shownColumns,
      isOfLook,
      ownerId: owner.id,
      posts: holders("post"),
      pages: holders("page"),
      held: holders("held"),
      kept: holders("kept"),
      isInRevision,
    })
    .from(files)
    .leftJoin(...owner.of(files.ownerId))
    .where(and(eq(files.code, code), eq(files.state, "clean"), isNull(files.goneAt)));
  if (!file) return null;
  const { isInRevision: isSaved, ...found } = file;
  const { ownerId } = file;
  const isOwn = ownerId !== null && ownerId === personIdOf(ctx.actor);
  return { ...found, isOwn: isOwn || (isSaved && may(ctx.actor, "edit-pages")) };
}
