import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { files, fileUses } from "#db/schema/files";
import { may } from "~/features/permissions/permissions";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import type { BlockForm, SnippetText } from "~/lib/markdown/directives";
import { type Rendered, renderMarkdown } from "~/lib/markdown.server";
import { MOST_IN_TEXT } from "./file.policy";
import { fileHtml, refusedHtml } from "./file-html";
import { owner, shownColumns } from "./files.queries.server";

type Given = {
  anchors?: boolean;
  /** What stood there before, as readers got it: what it shows it may go on to show, whoever writes now. */
  before?: string;
  /** Whose text it is, where that is not who writes now. */
  author?: PersonId | null;
  /** Whoever renders it adds nothing to it: files of its author alone. */
  alone?: boolean;
  /** Blocks of a page, or of an issue in the plain form of mails; and what its snippets say. */
  blocks?: BlockForm;
  snippet?: SnippetText;
  /** It is of a page: what any editor put into one may stand in it. */
  forPage?: boolean;
};

const TYPED = /\]\(file:([0-9a-z]{10})\)/g;
const SHOWN = /<(?:img|a|em) data-file="([0-9a-z]{10})"/g;
const codesIn = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, code]) => code!))];

/** Whether a text has pictures or files in it, whoever may see them. */
export const holdsFiles = (text: string): boolean => codesIn(text, TYPED).length > 0;

/** Editors go on with what any of them has put into a page. */
const isInPage = sql`exists (select from ${fileUses} where ${fileUses.fileId} = ${files.id} and ${fileUses.kind} in ('page', 'revision'))`;

/**
 * Renders what a person typed with its pictures and files: those that its writer or its author added, and those that stood there before.
 * What they may not use stays as it was typed.
 */
export async function renderWithFiles(
  ctx: Ctx,
  text: string,
  { anchors, before = "", author, alone = false, forPage = false, blocks, snippet }: Given = {},
): Promise<Rendered> {
  const codes = codesIn(text, TYPED).slice(0, MOST_IN_TEXT);
  const plain = { anchors, blocks, snippet };
  if (codes.length === 0) return renderMarkdown(text, plain);
  const people = [alone ? null : personIdOf(ctx.actor), author].flatMap((id) => id ?? []);
  const there = codesIn(before, SHOWN);
  const isUsable = or(
    people.length > 0 ? inArray(owner.id, people) : undefined,
    there.length > 0 ? inArray(files.code, there) : undefined,
    forPage && may(ctx.actor, "edit-pages") ? isInPage : undefined,
  );
  if (!isUsable) return renderMarkdown(text, plain);
  const found = await ctx.db
    .select({ ...shownColumns, state: files.state })
    .from(files)
    .leftJoin(...owner.of(files.ownerId))
    .where(and(inArray(files.code, codes), or(isNull(files.goneAt), eq(files.state, "refused")), isUsable))
    // the sweep leaves alone what is being written, and a refusal waits for it, to find the text that holds the file
    .for("share", { of: files });
  const byCode = new Map(found.map((file) => [file.code, file]));
  let shown = 0;
  return renderMarkdown(text, {
    ...plain,
    file: (code, words) => {
      const file = byCode.get(code);
      if (!file || ++shown > MOST_IN_TEXT) return null;
      return file.state === "refused" ? refusedHtml(file, words) : fileHtml(file, words);
    },
  });
}
