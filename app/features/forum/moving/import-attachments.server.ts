import { type AddedFile, addMovedFile } from "~/features/files/add-file.server";
import { FILE_REFUSALS, MOST_IN_TEXT } from "~/features/files/file.policy";
import { fileMarkdown } from "~/features/files/file-html";
import type { PersonId } from "~/lib/ctx";
import { sha256 } from "~/lib/tokens.server";
import type { LineOf } from "./forum-format";
import type { ImportCtx } from "./import-forum.server";

type Hung = { number: number; line: LineOf<"post">; authorId: PersonId | null };

/** What hung on a post, by its path: whatever lies beside the lines and may be added here. Of the rest the report says why not. */
export async function importAttachments(importing: ImportCtx, { number, line, authorId }: Hung): Promise<Map<string, AddedFile>> {
  const { ctx, files, report, isDryRun } = importing;
  const added = new Map<string, AddedFile>();
  if (!files) return added;
  for (const { name, path, sha256: said } of line.attachments) {
    if (added.has(path)) continue;
    const left = (why: string) => report.problems.push({ line: number, what: `attachment ${path}: ${why}; named alone` });
    if (added.size === MOST_IN_TEXT) {
      left(`a text holds ${MOST_IN_TEXT} at most`);
      continue;
    }
    const bytes = await files(path);
    if (!Buffer.isBuffer(bytes)) left(bytes.reason);
    else if (said && sha256(bytes).toString("hex") !== said) left("is another file than its checksum says");
    else {
      const kept = await addMovedFile(ctx, authorId, { name: withEnding(name, path), bytes, isDryRun });
      if (kept.ok) added.set(path, kept.file);
      else left(FILE_REFUSALS[kept.reason]);
    }
  }
  report.made.files += added.size;
  return added;
}

/** Which of two kinds of plain text it is its name says, where that has no ending its path. */
const withEnding = (name: string, path: string): string => (/\.\w{1,5}$/.test(name) ? name : name + (/\.\w{1,5}$/.exec(path)?.[0] ?? ""));

/** A text from elsewhere with its files in it, where it named them: “Attachment: words (path)”. */
export function withFilesHere(text: string, files: ReadonlyMap<string, AddedFile>): string {
  let shown = text;
  for (const [path, file] of files) {
    const named = new RegExp(`Attachment: ((?:(?!Attachment: )[^\\n]){0,1000}?) \\(${path.replace(/[^\w/]/g, "\\$&")}\\)`, "g");
    shown = shown.replace(named, (_, words: string) => fileMarkdown(file, words));
  }
  return shown;
}
