import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DateField } from "~/components/forms/date-field";
import { Form } from "~/components/forms/form";
import { openedWith } from "~/components/forms/form-state";
import { TextField } from "~/components/forms/text-field";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { Button } from "~/components/ui/button";
import { audienceWords } from "~/features/content/components/audience-words";
import { editPath } from "~/features/content/pages/edit-path";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { pageAddress } from "~/features/content/pages/page-path";
import { isAboutTime, isPlannedAct, PLAN_REFUSALS, plannedWords } from "~/features/content/publishing/plan.policy";
import { PlanSchema, plannedMoment } from "~/features/content/publishing/plan.schema";
import { planPage } from "~/features/content/publishing/plan-page.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, notFound, page, redirectTo } from "~/http/responses.server";
import { formatTime } from "~/lib/dates";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params: { code = "", act } }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    if (!isPlannedAct(act)) notFound();
    const found = await getPageToEdit(ctx, code);
    const { path, title, version, goesOutAt, comesDownAt } = found;
    const at = act === "publish" ? goesOutAt : comesDownAt;
    return page({ code, act, path, title, version, at, readers: audienceWords(found) });
  });
}

export async function action({ request, params: { code = "", act } }: ActionFunctionArgs) {
  return asStaff(request, "schedule-page", async (ctx) => {
    if (!isPlannedAct(act)) notFound();
    const form = await parseForm(request, PlanSchema);
    if (!form.ok) return badRequest(form);

    const at = plannedMoment(form.data);
    const planned = await planPage(ctx, { code, act, at, version: form.data.version });
    if (!planned.ok) return badRequest(form.refused(PLAN_REFUSALS[planned.reason], isAboutTime(planned.reason) ? "time" : undefined));
    return redirectTo(editPath(code), { success: `${plannedWords(act, at)}.` });
  });
}

export const meta = title("Schedule a page", "Manage");

export default function SchedulePage() {
  const { code, act, path, title, version, at, readers } = useLoaderData<typeof loader>();
  const form = useForm();
  const isOut = act === "publish";
  const action = editPath(code, `schedule/${act}`);
  return (
    <>
      <ConfirmPage
        title={isOut ? `When does ${quoted(title)} go out?` : `When does ${quoted(title)} come down?`}
        action={action}
        button="Schedule"
        back={editPath(code)}
        opened={{ version: openedWith(form, "version", String(version)) }}
        form={form}
        warns={false}
      >
        <p>
          {isOut
            ? `The text as it is saved now goes out then, at ${pageAddress(path)}. What is saved later does not, unless it is scheduled too. Who may read it: ${readers}. You are named as the one who reviewed it.`
            : `Whoever opens ${pageAddress(path)} from then on is told that it is no longer here. You can put it back.`}{" "}
          It happens also if you are no longer an editor by then; any editor can change or cancel it.
        </p>
        <DateField name="on" label="Day" hint="Within a year, for example 31 3 2027" initial={at} form={form} />
        <TextField
          name="time"
          label="Time"
          hint="In the United Kingdom, for example 9am or 17:30"
          width={10}
          initial={at ? formatTime(at) : ""}
          form={form}
        />
      </ConfirmPage>
      {at ? (
        <Form action={`${action}/cancel`}>
          <p>{plannedWords(act, at)}.</p>
          <Button look="secondary">Cancel the schedule</Button>
        </Form>
      ) : null}
    </>
  );
}
