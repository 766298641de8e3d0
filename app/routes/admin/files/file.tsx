import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Table } from "~/components/ui/table";
import { PageName } from "~/features/content/components/page-table";
import { type FileUse, listFileUses } from "~/features/content/pages/file-uses.queries.server";
import { DescribeForm } from "~/features/files/components/describe-form";
import { FileRecord } from "~/features/files/components/file-record";
import { isPictureKind } from "~/features/files/file.policy";
import { fileAddress, fileMarkdown, sizeInWords, thumbnail } from "~/features/files/file-html";
import { describeFile } from "~/features/files/library/change-file.server";
import { chosenFocal, DescribeSchema } from "~/features/files/library/describe.schema";
import { MOST_USES } from "~/features/files/library/library.policy";
import { getLibraryFile } from "~/features/files/library/library.queries.server";
import { libraryPath } from "~/features/files/library/library-filter";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params: { code = "" } }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const { id, ...file } = await getLibraryFile(ctx, code);
    const isOpen = file.state === "clean";
    return page({
      file: { ...file, sizeWords: sizeInWords(file.size), address: isOpen ? fileAddress(file) : null },
      picture: isPictureKind(file.kind) ? { src: thumbnail(code, file.width!), focalX: file.focalX, focalY: file.focalY } : null,
      markdown: fileMarkdown(file, file.description),
      uses: await listFileUses(ctx, id),
    });
  });
}

export async function action({ request, params: { code = "" } }: ActionFunctionArgs) {
  return asStaff(request, "arrange-library", async (ctx) => {
    const form = await parseForm(request, DescribeSchema);
    if (!form.ok) return badRequest(form);
    await describeFile(ctx, code, { description: form.data.description, focal: chosenFocal(form.data) });
    return redirectTo(libraryPath(code), { success: "Saved." });
  });
}

export const meta: MetaFunction<typeof loader> = (args) => title(args.data?.file.name, "Manage")(args);

export default function LibraryFilePage() {
  const { file, picture, markdown, uses } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/files"]} />
      <PageTitle form={form}>{file.name}</PageTitle>
      <FileRecord file={file} thumbnail={file.state === "clean" ? (picture?.src ?? null) : null} markdown={markdown} />
      <h2>Where it is used</h2>
      {file.isOfLook ? <p>The site itself shows it: its logo, front picture or pattern.</p> : null}
      {uses.length > 0 ? (
        <Table
          caption="Pages that hold it"
          captionHidden
          columns={[
            { heading: "Page", cell: (use) => <PageName page={use} /> },
            { heading: "Where", cell: ({ held }) => HELD_WORDS[held] },
          ]}
          rows={uses}
          rowKey={({ code }) => code}
        />
      ) : (
        <p>
          No page holds it.
          {file.isUsed && !file.isOfLook
            ? " A post does, also one that was put aside, or what somebody is writing: until that is over, it cannot be deleted."
            : ""}
        </p>
      )}
      {uses.length === MOST_USES ? <p>There may be more: these are the first {MOST_USES}.</p> : null}
      <h2>Description</h2>
      <DescribeForm code={file.code} description={file.description} picture={file.state === "clean" ? picture : null} form={form} />
    </>
  );
}

const HELD_WORDS: Record<FileUse["held"], string> = {
  read: "In what readers have",
  draft: "In its draft",
  earlier: "In an earlier text alone",
};
