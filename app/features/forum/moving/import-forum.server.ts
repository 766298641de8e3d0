import { recordEntry } from "~/features/audit/record-entry.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import type { Audience } from "~/features/permissions/scopes.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction, lockByName } from "~/lib/transaction.server";
import { type ForumLine, type LineOf, readForumLine, readHeader } from "./forum-format";
import { importAnswers, importPermalinks, importPolls, importThanks } from "./import-marks.server";
import { importCategories, importPeople } from "./import-places.server";
import { importPosts } from "./import-posts.server";
import { importTags } from "./import-tags.server";
import { importTopics } from "./import-topics.server";

/** Of one category by its slug; `existing`: its topics go into the one that is here under that address already. */
export type ImportReaders = Record<string, Audience | "existing">;

/** What is wrong with a line; or `held`: it is stored, and hidden until a moderator has looked. */
export type LineNote = { line: number; what: string };

export type ImportReport = {
  lines: number;
  /** What was made, by kind. `members`: of the people, who has an account here under the address that the file says. */
  made: Record<ForumLine["kind"] | "members" | "attachments" | "files", number>;
  /** Lines whose thing is here already, from an earlier run. */
  already: number;
  /** Categories that nobody was said to read: nobody does, until somebody is. */
  unread: string[];
  held: LineNote[];
  heldCount: number;
  problems: LineNote[];
  problemCount: number;
};

export type Numbered<Kind extends ForumLine["kind"]> = { number: number; line: LineOf<Kind> };

/** What a step of the import is given: it counts into `report`, and changes nothing outside the transaction but that. */
export type ImportCtx = { ctx: Ctx; forum: string; readers: ImportReaders; files?: FilesBeside; report: ImportReport; isDryRun: boolean };

/** What lies beside the lines, by the path that they name; a reason where it is not to be had. Without it attachments are named alone. */
export type FilesBeside = (path: string) => Promise<Buffer | { reason: string }>;

/** Lines in one transaction. */
const BATCH = 500;
/** Characters in one transaction, more or less. */
const BATCH_SIZE = 8_000_000;
/** So many notes are kept in the report; each is told as it comes. */
const NOTES_KEPT = 1000;

export class NotAForumError extends Error {}
class DryRun extends Error {}

type Input = {
  /** The file, from its first line. */
  open: () => AsyncIterable<string>;
  readers: ImportReaders;
  files?: FilesBeside;
  isDryRun: boolean;
  onNote?: (note: LineNote) => void;
};

/**
 * Brings in a forum from a file in our format (`docs/forum-format.md`): in batches that each commit as a whole, so that one that was
 * stopped goes on where it was when it is begun again, and brings nothing twice. Nobody is told, and nothing of it is unread. What seems to
 * identify a patient is hidden until a moderator has looked. A dry run does all of it and undoes it. @throws NotAForumError
 */
export async function importForum(ctx: Ctx, input: Input): Promise<ImportReport> {
  demandPermission(ctx, "change-roles");
  if (!input.isDryRun) {
    const report = await importLines(ctx, input);
    await recordImport(ctx, report);
    return report;
  }
  let report: ImportReport | undefined;
  try {
    await inTransaction(ctx, async (ctx) => {
      report = await importLines(ctx, input);
      throw new DryRun();
    });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  }
  return report!;
}

async function importLines(ctx: Ctx, { open, readers, files, isDryRun, onNote }: Input): Promise<ImportReport> {
  const report = emptyReport();
  const note = (problem: LineNote) => {
    addNote(report, "problems", problem);
    onNote?.(problem);
  };
  let forum: string | null = null;
  let batch: Numbered<ForumLine["kind"]>[] = [];
  let size = 0;
  const flush = async () => {
    if (batch.length === 0) return;
    const made = await inTransaction(ctx, (ctx) => importBatch(ctx, { forum: forum!, readers, files, isDryRun }, batch));
    batch = [];
    size = 0;
    for (const [kind, count] of Object.entries(made.made)) report.made[kind as ForumLine["kind"]] += count;
    report.already += made.already;
    report.unread.push(...made.unread);
    for (const held of made.held) addNote(report, "held", held);
    made.problems.forEach(note);
  };

  for await (const text of open()) {
    report.lines++;
    forum ??= readHeader(text);
    if (!forum) throw new NotAForumError();
    if (report.lines === 1 || text.trim() === "") continue;
    const read = readForumLine(text);
    if (!read.ok) note({ line: report.lines, what: read.what });
    else if (isOutOfTime(read.line, ctx.now)) note({ line: report.lines, what: "a moment of it is yet to come, or before 1990" });
    else {
      // a topic stands with its first post or not at all
      const isFull = batch.length >= BATCH || size >= BATCH_SIZE;
      if (isFull && !(batch.at(-1)!.line.kind === "topic" && read.line.kind === "post")) await flush();
      batch.push({ number: report.lines, line: read.line });
      size += text.length;
    }
  }
  if (report.lines === 0) throw new NotAForumError();
  await flush();
  report.problems.sort((a, b) => a.line - b.line);
  return report;
}

async function importBatch(
  ctx: Ctx,
  given: Pick<ImportCtx, "forum" | "readers" | "files" | "isDryRun">,
  batch: Numbered<ForumLine["kind"]>[],
): Promise<ImportReport> {
  const importing = { ctx, ...given, report: emptyReport() };
  // two runs at once come one after the other, batch by batch
  await lockByName(ctx, "forum-import");
  const of = <Kind extends ForumLine["kind"]>(kind: Kind) => batch.filter(({ line }) => line.kind === kind) as unknown as Numbered<Kind>[];
  await importCategories(importing, of("category"));
  await importTags(importing, of("tag"));
  await importPeople(importing, of("person"));
  await importTopics(importing, of("topic"), of("post"));
  await importPosts(importing, of("post"));
  await importThanks(importing, of("thanks"));
  await importAnswers(importing, of("answer"));
  await importPolls(importing, of("poll"));
  await importPermalinks(importing, of("permalink"));
  return importing.report;
}

const isOutOfTime = (line: ForumLine, now: Date): boolean =>
  Object.values(line).some((value) => value instanceof Date && (value > now || value.getUTCFullYear() < 1990));

function addNote(report: ImportReport, list: "held" | "problems", note: LineNote): void {
  report[`${list === "held" ? "held" : "problem"}Count`]++;
  if (report[list].length < NOTES_KEPT) report[list].push(note);
}

const recordImport = (ctx: Ctx, { lines, made, heldCount, problemCount }: ImportReport) =>
  recordEntry(ctx, {
    class: "act",
    action: "forum.moved-in",
    objectKind: "forum",
    detail: { lines, ...made, held: heldCount, problems: problemCount },
  });

const emptyReport = (): ImportReport => ({
  lines: 0,
  made: {
    category: 0,
    tag: 0,
    person: 0,
    members: 0,
    topic: 0,
    post: 0,
    thanks: 0,
    answer: 0,
    poll: 0,
    permalink: 0,
    attachments: 0,
    files: 0,
  },
  already: 0,
  unread: [],
  held: [],
  heldCount: 0,
  problems: [],
  problemCount: 0,
});
