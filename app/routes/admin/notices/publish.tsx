import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { NoticeForm } from "~/features/notices/components/notice-form";
import { getDraft } from "~/features/notices/draft.queries.server";
import { publishRefusal } from "~/features/notices/notice.policy";
import { NoticeSchema } from "~/features/notices/notice.schema";
import { publishNotice } from "~/features/notices/publish-notice.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "publish-notices", async (ctx) => {
    const draft = await getDraft(ctx, params.notice ?? "");
    redirectToNoun(`/admin/privacy/${draft.slug}`);
    return page(draft);
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "publish-notice", async (ctx) => {
    const { slug } = await getDraft(ctx, params.notice ?? "");
    const form = await parseForm(request, NoticeSchema);
    if (!form.ok) return badRequest(form);

    const published = await publishNotice(ctx, slug, form.data);
    if (!published.ok) {
      const refused = form.refused(publishRefusal(published), "body");
      if (published.reason !== "changed-meanwhile") return badRequest(refused);
      // their text goes on from what stands there now
      return badRequest({ ...refused, values: { ...refused.values, basedOn: String(published.version) } });
    }
    const told = form.data.material === "yes" ? " Members are being told." : "";
    return redirectTo("/admin/privacy", { success: `Version ${published.version} is published.${told}` });
  });
}

export const meta: MetaFunction<typeof loader> = (args) => title(args.data ? args.data.title : undefined, "Manage")(args);

/** What a refused text comes back to. */
export default function PublishNoticePage() {
  const { slug, title, notice, words } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href={`/admin/privacy/${slug}`}>Start again from what is there</BackLink>
      <PageTitle form={form} caption={title}>
        Edit
      </PageTitle>
      <NoticeForm path={`/admin/privacy/${slug}`} notice={notice} words={words} form={form} />
    </>
  );
}
