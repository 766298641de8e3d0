import { AddFileSchema } from "~/features/files/add-file.schema";
import { type AddedFile, addFile } from "~/features/files/add-file.server";
import { FILE_REFUSALS } from "~/features/files/file.policy";
import { fileMarkdown } from "~/features/files/file-html";
import { currentExchange } from "~/http/exchange.server";
import type { PersonCtx } from "~/lib/ctx";
import { parseForm, type RefusedForm } from "./forms.server";
import { countAttempt } from "./limits.server";

/** Adds the picture or file that came with a form, and gives what stands for it in a text. @throws {TooManyError} */
export async function takeUpload(
  ctx: PersonCtx,
  request: Request,
): Promise<{ ok: true; file: AddedFile; alternative: string; markdown: string } | RefusedForm> {
  await countAttempt("upload", ctx.actor.personId);
  const form = await parseForm(request, AddFileSchema);
  if (!form.ok) return form;
  const { alternative, decoration } = form.data;
  const { name, bytes } = currentExchange().file ?? { name: "", bytes: Buffer.alloc(0) };
  if (!bytes) return form.refused(FILE_REFUSALS["too-large"], "file");
  const added = await addFile(ctx, { name, bytes, isDescribed: alternative !== "" || decoration !== undefined });
  if (!added.ok) return form.refused(FILE_REFUSALS[added.reason], added.reason === "undescribed" ? "alternative" : "file");
  const words = decoration ? "" : alternative;
  return { ok: true, file: added.file, alternative: words, markdown: fileMarkdown(added.file, words) };
}

/** What is said when it stands in the text. */
export const addedWords = ({ name, state }: AddedFile): string =>
  state === "clean"
    ? `“${name}” is in your text.`
    : `“${name}” is in your text. It is being checked for viruses: until that is done, nobody can open it.`;
