import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Radios } from "~/components/forms/radios";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { asCaseworker } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asCaseworker(request, "copy-record", params.ref, async (_ctx, { ref, name }) => {
    return page({ path: `/admin/members/${ref}`, name });
  });
}

export const meta = title("Make a copy", "Members");

export default function CopyPage() {
  const { path, name } = useLoaderData<typeof loader>();
  return (
    <ConfirmPage
      title={`Make a copy of everything held about ${name}?`}
      action={`${path}/copy/file`}
      button="Make the copy"
      back={path}
      warns={false}
    >
      <p>
        For somebody who asked for their data and cannot fetch it from their account. It is written down as a disclosure, and they can see
        it. Other people are masked in it. Hand it over by a safe way, and delete your own file afterwards.
      </p>
      <Radios
        name="format"
        label="Format"
        initial="html"
        choices={[
          { value: "html", label: "To read and print (HTML)" },
          { value: "json", label: "To reuse in other software (JSON)" },
          { value: "zip", label: "Both, with the pictures and files that they added (ZIP)" },
        ]}
      />
    </ConfirmPage>
  );
}
