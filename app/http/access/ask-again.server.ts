import { json } from "@remix-run/node";
import { uuidv7 } from "uuidv7";
import type { FormState } from "~/components/forms/form-state";
import { currentExchange } from "~/http/exchange.server";
import { forgetNearMiss } from "~/http/forms/drafts.server";
import type { Ctx } from "~/lib/ctx";
import type { PatientDetailsError, RefusedTextError, WatchedWordsError } from "~/lib/errors";

const SENTENCE = "Check the marked words: they may identify a patient";

/**
 * The form again with the words marked that may identify a patient. The one answer to it, whichever act was asked for: no route can forget
 * it. The text stands in that page alone: its drafts are gone, and none is kept until its writer has answered.
 */
export async function askAgain(ctx: Ctx, { found, vouch }: PatientDetailsError): Promise<Response> {
  const { submissionId, ...typed } = currentExchange().typed ?? {};
  if (typeof submissionId === "string") await forgetNearMiss(ctx, submissionId);
  // a title is looked at with its text, in forms that hold one of them
  const own = found.filter(({ field }) => field in typed);
  const form: FormState = {
    errors: Object.fromEntries((own.length > 0 ? own : found).map(({ field }) => [field, SENTENCE])),
    values: submissionId ? { ...typed, submissionId: uuidv7() } : typed,
    patientDetails: { found, vouch },
  };
  return json(form, { status: 400 });
}

/** The form again, with the words marked that staff watch for: its writer changes them or goes on. */
export function tellOfWords({ found, heard }: WatchedWordsError): Response {
  const form: FormState = {
    errors: Object.fromEntries(found.map(({ field }) => [field, "Look at the marked words, then change them or go on"])),
    values: currentExchange().typed ?? {},
    watchedWords: { found, heard },
  };
  return json(form, { status: 400 });
}

/** The form again, with what is wrong beside the field that it was typed into, whichever act was asked for. */
export function refuseText({ field, sentence }: RefusedTextError): Response {
  const form: FormState = { errors: { [field]: sentence }, values: currentExchange().typed ?? {} };
  return json(form, { status: 400 });
}
