import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { Details } from "~/components/ui/details";
import { Prose } from "~/components/ui/prose";
import { When } from "~/components/ui/when";
import { editPath } from "~/features/content/pages/edit-path";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { takeOutBlocker } from "~/features/content/pages/page.policy";
import { getRevision } from "~/features/content/revisions/revisions.queries.server";
import { TakenOutNote } from "~/features/guard/components/taken-out";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const found = await getPageToEdit(ctx, params.code ?? "");
    const { rendererVersion: _version, ...revision } = await getRevision(ctx, found, Number(params.number));
    return page({ code: found.code, version: found.version, mayTakeOut: takeOutBlocker(found, revision) === null, revision });
  });
}

export const meta = title("A saved text", "Manage");

export default function RevisionPage() {
  const { code, version, mayTakeOut, revision } = useLoaderData<typeof loader>();
  const { number, title, summary, teaser, body, bodyHtml, savedAt, savedBy } = revision;
  return (
    <>
      <BackLink href={editPath(code, "history")}>Back to the history</BackLink>
      <PageTitle caption={`Number ${number}`} intro={summary}>
        {title || "A text that was taken out"}
      </PageTitle>
      <p className="pn-meta">
        Saved on <When at={savedAt} time />
        {savedBy ? ` by ${savedBy}` : ""}
      </p>
      <TakenOutNote of={revision} />
      {revision.takenOutAt ? null : number === version ? (
        <p>This is the newest text.</p>
      ) : (
        <ButtonRow>
          <Form action={editPath(code, "restore")} hidden={{ number: String(number), version: String(version) }}>
            <Button>Bring this text back</Button>
          </Form>
          <a href={editPath(code, `compare?from=${number}&to=${version}`)}>Compare with the newest</a>
          {mayTakeOut ? <a href={editPath(code, `history/${number}/take-out`)}>Take this text out for good</a> : null}
        </ButtonRow>
      )}
      {teaser ? <p>Teaser: {teaser}</p> : null}
      <Prose html={bodyHtml} />
      {body ? (
        <Details summary="As it was typed">
          <pre className="pn-source">{body}</pre>
        </Details>
      ) : null}
    </>
  );
}
