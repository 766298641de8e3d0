import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { AddFileFields } from "~/components/forms/add-file";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { addToLibrary } from "~/features/files/library/change-file.server";
import { libraryPath } from "~/features/files/library/library-filter";
import { asStaff } from "~/http/access/access.server";
import { takeUpload } from "~/http/forms/upload.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async () => page({}));
}

export async function action({ request }: ActionFunctionArgs) {
  return asStaff(request, "arrange-library", async (ctx) => {
    const taken = await takeUpload(ctx, request, addToLibrary);
    if (!taken.ok) return badRequest(taken);
    const { code, name, state } = taken.file;
    const waits = state === "waiting" ? " It is being checked for viruses: until that is done, nobody can open it." : "";
    return redirectTo(libraryPath(code), { success: `${quoted(name)} is here. Every editor can put it into pages.${waits}` });
  });
}

export const meta = title("Add a picture or file", "Manage");

export default function AddToLibrary() {
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/files"]} />
      <PageTitle form={form} intro="It stays here until an editor deletes it, also while no page shows it.">
        Add a picture or file
      </PageTitle>
      <Form action="/admin/files/add">
        <AddFileFields form={form} />
        <Button files>Add it</Button>
      </Form>
    </>
  );
}
