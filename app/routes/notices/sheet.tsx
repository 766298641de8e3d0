import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { NoticeText } from "~/features/notices/components/notice-text";
import { getNotice } from "~/features/notices/notices.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => page(await getNotice(ctx, "information-sheet")));
}

export const meta = title("Your information: a short guide");

/** Made to be handed out: it fits on one sheet of A4. */
export default function InformationSheetPage() {
  return (
    <div className="pn-sheet">
      <NoticeText notice={useLoaderData<typeof loader>()}>
        <a href="/privacy">The whole notice</a>
      </NoticeText>
    </div>
  );
}
