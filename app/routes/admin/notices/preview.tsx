import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { NoticeForm } from "~/features/notices/components/notice-form";
import { NoticePreview } from "~/features/notices/components/notice-preview";
import { getDraft } from "~/features/notices/draft.queries.server";
import { publishRefusal } from "~/features/notices/notice.policy";
import { NoticeSchema } from "~/features/notices/notice.schema";
import { previewNotice } from "~/features/notices/publish-notice.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "publish-notices", async (ctx) => {
    const draft = await getDraft(ctx, params.notice ?? "");
    redirectToNoun(`/admin/privacy/${draft.slug}`);
    return page(draft);
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "preview-notice", async (ctx) => {
    const { slug } = await getDraft(ctx, params.notice ?? "");
    const form = await parseForm(request, NoticeSchema);
    if (!form.ok) return badRequest(form);

    const { html, blocker } = await previewNotice(ctx, slug, form.data);
    if (blocker) return badRequest(form.refused(publishRefusal(blocker), "body"));
    return page({ html, typed: form.data });
  });
}

export const meta: MetaFunction<typeof loader> = (args) => title(args.data ? `Preview: ${args.data.title}` : undefined, "Manage")(args);

type Preview = { html: string; typed: { body: string; change: string; material: "yes" | "no"; basedOn: number } };

export default function PreviewNoticePage() {
  const { slug, title, notice, words } = useLoaderData<typeof loader>();
  const form = useForm();
  const preview = useActionData<Preview | Record<string, never>>();
  const path = `/admin/privacy/${slug}`;
  return (
    <>
      <BackLink href={path}>Start again from what is there</BackLink>
      <PageTitle form={form} caption={title}>
        {form ? "Edit" : "Preview"}
      </PageTitle>
      {preview && "html" in preview ? (
        <NoticePreview path={path} html={preview.html as string} typed={preview.typed as Preview["typed"]} />
      ) : null}
      <NoticeForm path={path} notice={notice} words={words} form={form ?? typedAgain(preview)} />
    </>
  );
}

/** Below the preview the same text can be changed further. */
function typedAgain(preview: Preview | Record<string, never> | undefined) {
  if (!preview || !("typed" in preview)) return undefined;
  const { typed } = preview as Preview;
  return { errors: {}, values: { ...typed, basedOn: String(typed.basedOn) } };
}
