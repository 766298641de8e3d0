import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { SummaryList } from "~/components/ui/summary-list";
import { When } from "~/components/ui/when";
import { pageAddress } from "~/features/content/pages/page-path";
import { deletedOn, trashPath } from "~/features/content/trash/trash.policy";
import { getTrashed } from "~/features/content/trash/trash.queries.server";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => page(await getTrashed(ctx, params.code ?? "")));
}

export const meta = title("A page in the trash", "Manage");

export default function TrashedPage() {
  const { code, title, path, trashedAt, along } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/content", { title: "Trash", href: trashPath() }]} />
      <PageTitle>{title}</PageTitle>
      <SummaryList
        rows={[
          { label: "Address", value: pageAddress(path) },
          { label: "In the trash since", value: <When at={trashedAt} time /> },
          { label: "Deleted for good on", value: <When at={deletedOn(new Date(trashedAt))} /> },
          {
            label: "Went with it",
            value:
              along.length === 0 ? (
                "No other page"
              ) : (
                <ul>
                  {along.map((lower) => (
                    <li key={lower.code}>{lower.title}</li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
      <Form action={trashPath(code, "restore")}>
        <ButtonRow>
          <Button>Restore</Button>
          <a href={trashPath(code, "delete")}>Delete for good</a>
        </ButtonRow>
      </Form>
    </>
  );
}
