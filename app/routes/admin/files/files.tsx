import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { FileCards } from "~/features/files/components/file-cards";
import { LibraryFilterForm } from "~/features/files/components/library-filter-form";
import { focalClass, sizeInWords, thumbnail } from "~/features/files/file-html";
import { countLibrary, listLibrary } from "~/features/files/library/library.queries.server";
import { libraryListPath, readLibraryFilter } from "~/features/files/library/library-filter";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const asked = new URL(request.url).searchParams;
    const filter = readLibraryFilter(asked);
    const after = asked.get("after");
    const [{ files, next }, count] = await Promise.all([listLibrary(ctx, filter, after), countLibrary(ctx, filter)]);
    const shown = files.map(({ size, width, height: _, focalX, focalY, ...file }) => ({
      ...file,
      sizeWords: sizeInWords(size),
      thumbnail: file.state === "clean" && width ? { src: thumbnail(file.code, width), focal: focalClass({ focalX, focalY }) } : null,
    }));
    return page({ filter, isFirst: !after, files: shown, next, count });
  });
}

export const meta = title("Pictures and files", "Manage");

export default function LibraryPage() {
  const { filter, isFirst, files, next, count } = useLoaderData<typeof loader>();
  const isAll = libraryListPath({ ...filter, order: "newest" }) === "/admin/files";
  return (
    <>
      <Breadcrumbs crumbs={["/admin"]} />
      <PageTitle intro="What pages show and what editors added for them, whoever may read those pages.">Pictures and files</PageTitle>
      <ButtonLink href="/admin/files/add">Add a picture or file</ButtonLink>
      <LibraryFilterForm filter={filter} />
      {files.length === 0 ? (
        <EmptyState
          text={
            isAll
              ? "There is none yet. What editors put into pages, or add here, will be listed."
              : "Nothing here is like that. Show all kinds, or use fewer words."
          }
        />
      ) : (
        <>
          <p>
            {count === null ? "More than 1,000" : count === 1 ? "1 picture or file" : `${count.toLocaleString("en-GB")} pictures and files`}
          </p>
          <FileCards files={files} />
        </>
      )}
      <NextPrevious
        previous={isFirst ? null : libraryListPath(filter)}
        previousText="First page"
        next={next ? libraryListPath(filter, next) : null}
      />
    </>
  );
}
