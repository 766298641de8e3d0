import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TextField } from "~/components/forms/text-field";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { IgnoreSchema, linkPath, linksPath } from "~/features/content/web-links/link.schema";
import { getLink } from "~/features/content/web-links/links.queries.server";
import { ignoreLink } from "~/features/content/web-links/look-after-link.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params: { code = "" } }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => page({ code, url: (await getLink(ctx, code)).url }));
}

export async function action({ request, params: { code = "" } }: ActionFunctionArgs) {
  return asStaff(request, "look-after-links", async (ctx) => {
    const form = await parseForm(request, IgnoreSchema);
    if (!form.ok) return badRequest(form);
    await ignoreLink(ctx, code, form.data.why);
    return redirectTo(linksPath(), { success: "That link is left as it is." });
  });
}

export const meta = title("Ignore a link", "Manage");

export default function IgnoreLink() {
  const { code, url } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage
      title="Ignore this link?"
      action={linkPath(code, "ignore")}
      button="Ignore it"
      back={linksPath()}
      form={form}
      warns={false}
    >
      <p className="pn-source">{url}</p>
      <p>It stays in its pages. Nobody looks at it any more, and no list tells of it, until an editor has it checked again.</p>
      <TextField name="why" label="Why it is right as it is" hint="For the editors after you. Other readers do not see it." form={form} />
    </ConfirmPage>
  );
}
