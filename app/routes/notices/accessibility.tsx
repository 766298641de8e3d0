import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { NoticeText } from "~/features/notices/components/notice-text";
import { getNotice } from "~/features/notices/notices.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => page(await getNotice(ctx, "accessibility-statement")));
}

export const meta = title("Accessibility statement");

export default function AccessibilityPage() {
  return <NoticeText notice={useLoaderData<typeof loader>()} />;
}
