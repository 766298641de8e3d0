import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AddFileFields } from "~/components/forms/add-file";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { InsetText } from "~/components/ui/inset-text";
import { DRAFT_REFUSALS, draftKind, draftText } from "~/features/drafts/draft.policy";
import { asAnyone, asSignedIn } from "~/http/access/access.server";
import { addToDraft, keepDraft } from "~/http/forms/drafts.server";
import { addedWords, takeUpload } from "~/http/forms/upload.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, notFound, redirectTo, redirectToNoun } from "~/http/responses.server";

const formOf = (params: { "*"?: string }) => `/${params["*"] ?? ""}`;

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, () => {
    redirectToNoun(draftKind(formOf(params)) ? formOf(params) : "/account/drafts");
    return json({ path: formOf(params) });
  });
}

/** “Add to the text”, pressed: back to the form, with what was typed and the picture or file in its text. */
export async function action({ request, params }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const path = formOf(params);
    if (!draftKind(path)) notFound();
    // first: what was typed is there again, whatever becomes of the file
    const { values, saved: kept } = await keepDraft(request.clone(), ctx, path, { isBesideText: true });
    const taken = await takeUpload(ctx, request);
    if (kept.ok && !taken.ok) return badRequest({ ...taken, values: { ...taken.values, submissionId: values.submissionId! } });
    const saved = kept.ok && taken.ok ? await addToDraft(ctx, path, values, taken.markdown) : kept;
    if (!saved.ok) return json({ sentence: DRAFT_REFUSALS[saved.reason], text: draftText(values) }, { status: 409 });
    return redirectTo(path, taken.ok ? { success: `${addedWords(taken.file)} It is not sent yet.` } : {});
  });
}

export const meta = title("Add a picture or file");

/** What a refused file comes back to: the question about it alone. The text that it is for is kept as a draft. */
export default function AddFilePage() {
  const { path } = useLoaderData<typeof loader>();
  const unkept = useActionData<{ sentence?: string; text?: string }>();
  const form = useForm();
  return (
    <>
      <BackLink href={path}>Back to your text</BackLink>
      <PageTitle form={form}>Add a picture or file</PageTitle>
      {unkept?.sentence ? (
        <>
          <InsetText>{unkept.sentence}</InsetText>
          <h2>What you typed</h2>
          <pre className="pn-source">{unkept.text}</pre>
        </>
      ) : (
        <Form action={`/files/add${path}`} opened={{ submissionId: String(form?.values.submissionId ?? "") }}>
          <p>Your text is kept, and waits where you left it.</p>
          <AddFileFields form={form} />
          <Button files>Add to the text</Button>
        </Form>
      )}
    </>
  );
}
