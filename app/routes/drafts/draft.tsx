import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { InsetText } from "~/components/ui/inset-text";
import { DRAFT_REFUSALS, draftKind, draftText, savedWords } from "~/features/drafts/draft.policy";
import { asAnyone, asSignedIn } from "~/http/access/access.server";
import { keepDraft } from "~/http/forms/drafts.server";
import { useForm } from "~/http/forms/use-form";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

const formOf = (params: { "*"?: string }) => `/${params["*"] ?? ""}`;

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, () => redirectToNoun(draftKind(formOf(params)) ? formOf(params) : "/account/drafts"));
}

/** “Save draft”, pressed: back to the form, with its text as readers get it. */
export async function action({ request, params }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const path = formOf(params);
    const { values, saved } = await keepDraft(request, ctx, path);
    if (!saved.ok) return json({ sentence: DRAFT_REFUSALS[saved.reason], text: draftText(values) }, { status: 409 });
    // that page may have no form any more
    const where = "You find it under “Drafts” in your account, too.";
    return redirectTo(path, { success: saved.savedAt ? `${savedWords(path, saved.savedAt)}. ${where}` : "There was nothing to save." });
  });
}

export const meta = title("The draft is not saved");

/** What could not be kept, to copy. */
export default function NotSavedPage() {
  const refused = useActionData<{ sentence: string; text: string }>();
  const form = useForm();
  return (
    <>
      <PageTitle form={form}>The draft is not saved</PageTitle>
      {refused?.sentence ? <InsetText>{refused.sentence}</InsetText> : null}
      <h2>What you typed</h2>
      <pre className="pn-source">{form ? draftText(form.values) : refused?.text}</pre>
    </>
  );
}
