import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { openedWith } from "~/components/forms/form-state";
import { TextField } from "~/components/forms/text-field";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { changeSettings } from "~/features/settings/change-settings.server";
import { SETTING_FIELDS, SETTING_GROUPS } from "~/features/settings/setting-fields";
import { getSettings } from "~/features/settings/settings.queries.server";
import { SettingsFormSchema, type TypedSettings } from "~/features/settings/site-settings";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "manage-settings", async (ctx) => page({ settings: await getSettings(ctx) }));
}

export async function action({ request }: ActionFunctionArgs) {
  return asStaff(request, "change-settings", async (ctx) => {
    const form = await parseForm(request, SettingsFormSchema);
    if (!form.ok) return badRequest(form);
    const { shown, ...typed } = form.data;
    const changed = (Object.keys(typed) as (keyof TypedSettings)[]).filter((key) => typed[key] !== shown[key]);
    await changeSettings(ctx, Object.fromEntries(changed.map((key) => [key, typed[key]])));
    return redirectTo("/admin/settings", {
      success: changed.length > 0 ? "Saved. Every page shows it within half a minute." : "Nothing was changed.",
    });
  });
}

export const meta = title("Settings", "Manage");

export default function SettingsPage() {
  const { settings } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={["/admin"]} />
      <PageTitle form={form}>Settings</PageTitle>
      <Form action="/admin/settings" opened={{ shown: openedWith(form, "shown", JSON.stringify(settings)) }}>
        {SETTING_GROUPS.map((group) => (
          <section key={group.title} aria-labelledby={`group-${group.keys[0]}`}>
            <h2 id={`group-${group.keys[0]}`}>{group.title}</h2>
            {group.keys.map((key) => (
              <TextField key={key} name={key} {...SETTING_FIELDS[key]} initial={String(settings[key])} form={form} />
            ))}
            {group.keys.includes("groundColour") ? <ColourPair /> : null}
          </section>
        ))}
        <Button>Save settings</Button>
      </Form>
    </>
  );
}

/** The two colours as pages have them now, or where scripts run as they are typed; and the way to the pictures. */
const ColourPair = () => (
  <>
    <div className="pn-pair" data-island="colour-pair">
      <p className="pn-pair__first">White text on the first colour</p>
      <p className="pn-pair__second">
        Text on the second colour, and <span>a link in the first</span>
      </p>
      <p role="status" />
    </div>
    <p>
      <a href="/admin/settings/look">Logo and pictures</a>
    </p>
  </>
);
