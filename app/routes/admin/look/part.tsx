import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AddFileFields } from "~/components/forms/add-file";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { isPictureKind } from "~/features/files/file.policy";
import { changeLook } from "~/features/files/look.server";
import { LOOK_PART_FIELDS, lookPartAt } from "~/features/settings/look-parts";
import { asStaff } from "~/http/access/access.server";
import { takeUpload } from "~/http/forms/upload.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, notFound, page, redirectTo } from "~/http/responses.server";

const NO_PICTURE = { errors: { file: "Choose a picture: JPEG, PNG, WebP, GIF or HEIC" } };
const WAITS = { errors: { file: "It could not be checked for viruses just now. Try again in a few minutes." } };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "manage-settings", async () => page(LOOK_PART_FIELDS[lookPartAt(params.part) ?? notFound()]));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "change-look", async (ctx) => {
    const part = lookPartAt(params.part) ?? notFound();
    const taken = await takeUpload(ctx, request);
    if (!taken.ok) return badRequest(taken);
    const { file, alternative } = taken;
    if (!isPictureKind(file.kind)) return badRequest({ ...NO_PICTURE, values: { alternative } });
    if (!(await changeLook(ctx, part, { code: file.code, alternative }))) return badRequest({ ...WAITS, values: { alternative } });
    return redirectTo("/admin/settings/look", { success: "Saved. Every page shows it within half a minute." });
  });
}

export const meta: MetaFunction<typeof loader> = (args) => title(args.data?.title, "Settings")(args);

export default function LookPartPage() {
  const { address, title, hint } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/settings", { title: "Logo and pictures", href: "/admin/settings/look" }]} />
      <PageTitle form={form} intro={hint}>
        {title}
      </PageTitle>
      <Form action={`/admin/settings/look/${address}`}>
        <AddFileFields form={form} pictures />
        <Button files>Save picture</Button>
      </Form>
    </>
  );
}
