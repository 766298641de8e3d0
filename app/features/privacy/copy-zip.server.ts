import { makeZip } from "client-zip";
import { and, asc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { files, fileUses } from "#db/schema/files";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { fileAddress, widestPart } from "~/features/files/file-html";
import { shownColumns } from "~/features/files/files.queries.server";
import { storage } from "~/features/files/storage.server";
import { loadDataSubject } from "~/features/people/personal-rows.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import type { Ctx, PersonId } from "~/lib/ctx";

const BATCH = 100;

type Entry = { name: string; input: string | AsyncIterable<Uint8Array>; lastModified: Date };
type Listed = { path: string; code: string; name: string; kind: string; size: number; added: Date; texts: string[]; address: string };

/**
 * One ZIP file of a copy: the texts that it is given, then the pictures and files that the person added, each below the place where it
 * hangs, and `files.json`, which names them. Written while it is taken: one file's piece at a time is in memory. A file whose bytes are not
 * there is left out, and `files.json` says so. @throws ForbiddenError
 */
export async function* zipOfCopy(ctx: Ctx, personId: PersonId, texts: Omit<Entry, "lastModified">[]): AsyncGenerator<Buffer> {
  demandPermission(ctx, "copy-records", personId);
  const zip = makeZip(entriesOf(ctx, personId, texts)).getReader();
  try {
    for (let read = await zip.read(); !read.done; read = await zip.read()) yield Buffer.from(read.value);
  } finally {
    // it ends by throwing nothing at all
    await zip.cancel().catch(() => {});
  }
}

async function* entriesOf(ctx: Ctx, personId: PersonId, texts: Omit<Entry, "lastModified">[]): AsyncGenerator<Entry> {
  for (const text of texts) yield { ...text, lastModified: ctx.now };
  const listed: Listed[] = [];
  const missing: Listed[] = [];
  for await (const { places, uploadedAt: added, ...file } of ownFiles(ctx, personId)) {
    const [, stem, ending] = /^(.*)(\.\w+)$/.exec(file.name)!;
    // the code tells files of one name apart, and is how texts name them
    const path = `files/${places[0] ?? "in no text"}/${stem} (${file.code})${ending}`;
    const row = {
      path,
      code: file.code,
      name: file.name,
      kind: file.kind,
      size: file.size,
      added,
      texts: places,
      address: fileAddress(file),
    };
    const part = widestPart(file);
    const isThere = (await storage().size(file.code, part)) !== null;
    (isThere ? listed : missing).push(row);
    if (isThere) yield { name: path, input: storage().read(file.code, part), lastModified: added };
  }
  yield { name: "files.json", input: JSON.stringify({ files: listed, missing }, null, 1), lastModified: ctx.now };
}

/** What they can fetch one by one too: whatever a scanner let through, also from records that became one with theirs. */
async function* ownFiles(ctx: Ctx, personId: PersonId) {
  const { personIds } = await loadDataSubject(ctx, personId);
  for (let last = "00000000-0000-0000-0000-000000000000"; ; ) {
    const found = await ctx.db
      .select({ ...shownColumns, id: files.id, uploadedAt: files.uploadedAt, places })
      .from(files)
      .where(and(inArray(files.ownerId, personIds), eq(files.state, "clean"), isNull(files.goneAt), gt(files.id, last)))
      .orderBy(asc(files.id))
      .limit(BATCH);
    for (const { id: _, ...file } of found) yield file;
    if (found.length < BATCH) return;
    last = found.at(-1)!.id;
  }
}

const hung = sql`select 'forum/' || ${forumTopics.code} || '/post ' || ${forumPosts.number} as place from ${fileUses}
    join ${forumPosts} on ${forumPosts.id} = ${fileUses.holderId} join ${forumTopics} on ${forumTopics.id} = ${forumPosts.topicId}
    where ${fileUses.fileId} = ${files.id} and ${fileUses.kind} = 'post'
  union all
  select 'pages/' || ${contentPages.path} from ${fileUses} join ${contentPages} on ${contentPages.id} = ${fileUses.holderId}
    where ${fileUses.fileId} = ${files.id} and ${fileUses.kind} = 'page'
  order by 1 limit 20`;

/** Where it hangs, as the rest of the copy calls it: a topic's code and a number, a page's path. */
const places = sql<string[]>`array(${hung})`;
