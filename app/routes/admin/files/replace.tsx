import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { FileField } from "~/components/forms/add-file";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { isPictureKind } from "~/features/files/file.policy";
import { replaceWords } from "~/features/files/library/library.policy";
import { getLibraryFile } from "~/features/files/library/library.queries.server";
import { libraryPath } from "~/features/files/library/library-filter";
import { replaceFile } from "~/features/files/library/replace-file.server";
import { asStaff } from "~/http/access/access.server";
import { takeReplacement } from "~/http/forms/upload.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params: { code = "" } }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const { name, kind } = await getLibraryFile(ctx, code);
    return page({ code, name, isPicture: isPictureKind(kind) });
  });
}

export async function action({ request, params: { code = "" } }: ActionFunctionArgs) {
  return asStaff(request, "arrange-library", async (ctx) => {
    const sent = await takeReplacement(ctx, request);
    if (!sent.ok) return badRequest(sent.form);
    const replaced = await replaceFile(ctx, code, sent.file);
    if (!replaced.ok) return badRequest(sent.form.refused(replaceWords(replaced.reason), "file"));
    return redirectTo(libraryPath(code), { success: "Replaced. Pages show it in a few moments." });
  });
}

export const meta = title("Replace a file", "Manage");

export default function ReplaceFile() {
  const { code, name, isPicture } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href={libraryPath(code)} />
      <PageTitle form={form}>Replace {quoted(name)}</PageTitle>
      <p>
        Its address stays, and every page that shows it shows the new {isPicture ? "picture" : "document"} from then on, earlier texts of
        pages too. The one before is deleted, and cannot be brought back.
      </p>
      <Form action={libraryPath(code, "replace")}>
        <FileField form={form} pictures={isPicture} />
        <ButtonRow>
          <Button files>Replace it</Button>
          <a href={libraryPath(code)}>Cancel</a>
        </ButtonRow>
      </Form>
    </>
  );
}
