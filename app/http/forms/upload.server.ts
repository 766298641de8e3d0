import { z } from "zod";
import { AddFileSchema } from "~/features/files/add-file.schema";
import { type AddedFile, type AddResult, addFile, type SentFile } from "~/features/files/add-file.server";
import { FILE_REFUSALS } from "~/features/files/file.policy";
import { fileMarkdown } from "~/features/files/file-html";
import { currentExchange } from "~/http/exchange.server";
import type { PersonCtx } from "~/lib/ctx";
import { type ParsedForm, parseForm, type RefusedForm } from "./forms.server";
import { countAttempt } from "./limits.server";

/**
 * Adds the picture or file that came with a form, and gives what stands for it in a text. `add`: where it is not for a text of its own.
 * @throws {TooManyError}
 */
export async function takeUpload(
  ctx: PersonCtx,
  request: Request,
  add: (ctx: PersonCtx, sent: SentFile) => Promise<AddResult> = addFile,
): Promise<{ ok: true; file: AddedFile; alternative: string; markdown: string } | RefusedForm> {
  await countAttempt("upload", ctx.actor.personId);
  const form = await parseForm(request, AddFileSchema);
  if (!form.ok) return form;
  const { alternative, decoration } = form.data;
  const { name, bytes } = sentFile();
  if (!bytes) return form.refused(FILE_REFUSALS["too-large"], "file");
  const words = decoration ? "" : alternative;
  const added = await add(ctx, { name, bytes, isDescribed: alternative !== "" || decoration !== undefined, description: words });
  if (!added.ok) return form.refused(FILE_REFUSALS[added.reason], added.reason === "undescribed" ? "alternative" : "file");
  return { ok: true, file: added.file, alternative: words, markdown: fileMarkdown(added.file, words) };
}

const sentFile = () => currentExchange().file ?? { name: "", bytes: Buffer.alloc(0) };

type ReplacementForm = ParsedForm<Record<string, unknown>>;

/** The picture or file that came with a form, to take the place of another; and the form, to refuse it. @throws {TooManyError} */
export async function takeReplacement(
  ctx: PersonCtx,
  request: Request,
): Promise<{ ok: true; file: { name: string; bytes: Buffer }; form: ReplacementForm } | { ok: false; form: RefusedForm }> {
  await countAttempt("upload", ctx.actor.personId);
  const form = await parseForm(request, ReplacementSchema);
  if (!form.ok) return { ok: false, form };
  const { name, bytes } = sentFile();
  return bytes ? { ok: true, file: { name, bytes }, form } : { ok: false, form: form.refused(FILE_REFUSALS["too-large"], "file") };
}

const ReplacementSchema = z.object({ file: z.undefined().optional() });

/** What is said when it stands in the text. */
export const addedWords = ({ name, state }: AddedFile): string =>
  state === "clean"
    ? `“${name}” is in your text.`
    : `“${name}” is in your text. It is being checked for viruses: until that is done, nobody can open it.`;
