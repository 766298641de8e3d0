import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { READERS_HINT } from "~/features/content/components/audience-words";
import { changeAudience } from "~/features/content/pages/change-audience.server";
import { editPath } from "~/features/content/pages/edit-path";
import { countBelow, getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { AUDIENCE_REFUSALS } from "~/features/content/pages/page.policy";
import { AudienceSchema } from "~/features/content/pages/page.schema";
import { audienceOf } from "~/features/permissions/audience.schema";
import { AudienceFields } from "~/features/permissions/components/audience-fields";
import { listGroupsBeside } from "~/features/permissions/groups.queries.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "change-readers", async (ctx) => {
    const { code, path, title, audience, groups } = await getPageToEdit(ctx, params.code ?? "");
    const [offered, below] = await Promise.all([listGroupsBeside(ctx, groups), countBelow(ctx, path)]);
    return page({
      code,
      title,
      initial: { audience, groups: groups.map(({ slug }) => slug) },
      groups: offered,
      below,
    });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "change-readers", async (ctx) => {
    const form = await parseForm(request, AudienceSchema);
    if (!form.ok) return badRequest(form);

    const code = params.code ?? "";
    const changed = await changeAudience(ctx, { code, audience: audienceOf(form.data) });
    if (!changed.ok) return badRequest(form.refused(AUDIENCE_REFUSALS[changed.reason], "audience"));
    const along =
      changed.narrowed === 1 ? " One page below is narrower now, too." : ` ${changed.narrowed} pages below are narrower now, too.`;
    return redirectTo(editPath(code), { success: `Saved who may read it.${changed.narrowed > 0 ? along : ""}` });
  });
}

export const meta = title("Who may read a page", "Manage");

export default function AudiencePage() {
  const { code, title, initial, groups, below } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage
      title={`Who may read ${quoted(title)}?`}
      action={editPath(code, "audience")}
      button="Save"
      back={editPath(code)}
      form={form}
      warns={false}
    >
      <p>
        It counts at once, also for the comments under it: whoever may read the page reads them
        {below > 0 ? `, and ${below === 1 ? "the page" : `the ${below} pages`} below become narrower where they would be wider` : ""}.
      </p>
      <AudienceFields groups={groups} initial={initial} hint={READERS_HINT} form={form} />
    </ConfirmPage>
  );
}
