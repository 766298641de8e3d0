import { FILE_FIELD } from "~/components/forms/kept-form";
import { DraftIdSchema } from "~/features/drafts/draft.schema";
import { findDraft } from "~/features/drafts/drafts.queries.server";
import { closeDraft, closeDraftsOf, type SaveDraftResult, saveDraft } from "~/features/drafts/save-draft.server";
import { renderWithFiles } from "~/features/files/render-with-files.server";
import { currentSession } from "~/http/access/session.server";
import { currentExchange, isSafeMethod } from "~/http/exchange.server";
import type { Ctx, PersonCtx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { readTyped } from "./fields.server";
import { countAttempt } from "./limits.server";

/**
 * The form that is sent to this address, on the page of this request, keeps drafts: the one there is stands in it. Where a form comes back
 * refused, what was sent is newer.
 */
export async function offerDraft(ctx: Ctx, path: string): Promise<void> {
  if (ctx.actor.kind !== "person") return;
  const exchange = currentExchange();
  if (exchange.keepsNoDrafts) return;
  const { stored } = await currentSession(exchange);
  const isThere = isSafeMethod(exchange.method) && stored?.drafts.includes(path);
  exchange.drafts.set(path, isThere ? await findDraft(ctx, path, renderWithFiles) : null);
}

/**
 * A text that may identify a patient is kept nowhere while its writer is asked about it: not what was saved of it,
 * from whichever window, and nothing on this page.
 */
export async function forgetNearMiss(ctx: Ctx, submissionId: string): Promise<void> {
  const exchange = currentExchange();
  exchange.keepsNoDrafts = true;
  const [path = ""] = exchange.path.split("?");
  await inTransaction(ctx, async (ctx) => {
    await closeDraftsOf(ctx, path);
    if (DraftIdSchema.safeParse(submissionId).success) await closeDraft(ctx, submissionId);
  });
}

type Values = Record<string, string | string[]>;

/** What is asked about a picture or file beside a form's own fields: it is no part of the text that is kept. */
const OF_FILES = [FILE_FIELD, "alternative", "decoration"];

/**
 * Saves what a form holds so far. `isBesideText`: it may ask about a file alone, whose text is kept already.
 * @throws {TooManyError} and {NotFoundError}, the latter for a form that keeps no drafts
 */
export async function keepDraft(
  request: Request,
  ctx: PersonCtx,
  path: string,
  { isBesideText = false } = {},
): Promise<{ values: Values; saved: SaveDraftResult }> {
  await countAttempt("draft", ctx.actor.personId);
  const typed = await readTyped(request);
  const id = DraftIdSchema.safeParse(typed?.values.submissionId);
  if (!typed || !id.success || !(typed.writer === null || typed.writer === ctx.actor.personId)) throw new NotFoundError("form");
  // opened again it meets the conflict anew: what it was compared with stands in the answer alone
  const { seen: _seen, ...values } = typed.values;
  for (const name of OF_FILES) delete values[name];
  const before = isBesideText && !("body" in values) ? await findDraft(ctx, path) : null;
  if (before) return { values: before.values, saved: { ok: true, savedAt: before.savedAt } };
  return { values, saved: await saveDraft(ctx, { path, id: id.data, values }) };
}

/** Puts something below the text of a draft that was just kept. */
export async function addToDraft(ctx: PersonCtx, path: string, values: Values, markdown: string): Promise<SaveDraftResult> {
  const body = typeof values.body === "string" ? values.body.trimEnd() : "";
  return saveDraft(ctx, { path, id: String(values.submissionId), values: { ...values, body: body ? `${body}\n\n${markdown}` : markdown } });
}
