import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { TextField } from "~/components/forms/text-field";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { When } from "~/components/ui/when";
import { RevisionChanges } from "~/features/content/components/revision-changes";
import { editPath } from "~/features/content/pages/edit-path";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { compareRevisions } from "~/features/content/revisions/revisions.queries.server";
import { TakenOutNote } from "~/features/guard/components/taken-out";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const found = await getPageToEdit(ctx, params.code ?? "");
    const asked = new URL(request.url).searchParams;
    const [from, to] = [Number(asked.get("from") ?? 1), Number(asked.get("to") ?? found.version)];
    return page({ code: found.code, title: found.title, ...(await compareRevisions(ctx, found, { from, to })) });
  });
}

export const meta = title("Compare two texts", "Manage");

export default function ComparePage() {
  const { code, title, before, after, parts } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={editPath(code, "history")}>Back to the history</BackLink>
      <PageTitle caption={title}>
        Number {before.number} and number {after.number}
      </PageTitle>
      <p className="pn-meta">
        Number {before.number} was saved on <When at={before.savedAt} time />
        {before.savedBy ? ` by ${before.savedBy}` : ""}, number {after.number} on <When at={after.savedAt} time />
        {after.savedBy ? ` by ${after.savedBy}` : ""}.
      </p>
      <TakenOutNote of={before} />
      <TakenOutNote of={after} />
      <RevisionChanges parts={parts} />
      <h2>Compare others</h2>
      <Form action={editPath(code, "compare")} method="get">
        <TextField name="from" label="Number" width={5} inputMode="numeric" initial={String(before.number)} />
        <TextField name="to" label="With number" width={5} inputMode="numeric" initial={String(after.number)} />
        <Button look="secondary">Compare</Button>
      </Form>
    </>
  );
}
