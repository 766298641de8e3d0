import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Checkbox } from "~/components/forms/checkbox";
import { title } from "~/components/layout/title";
import { Prose } from "~/components/ui/prose";
import { editPath } from "~/features/content/pages/edit-path";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { TAKE_OUT_REFUSALS, takeOutBlocker } from "~/features/content/pages/page.policy";
import { TakeOutTextSchema } from "~/features/content/pages/page.schema";
import { getRevision } from "~/features/content/revisions/revisions.queries.server";
import { takeOutEarlierText } from "~/features/content/revisions/take-out-text.server";
import { TakeOutPage } from "~/features/guard/components/take-out-page";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, notFound, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "take-out-page-text", async (ctx) => {
    const found = await getPageToEdit(ctx, params.code ?? "");
    const revision = await getRevision(ctx, found, Number(params.number));
    if (takeOutBlocker(found, revision)) notFound();
    const { number, title, bodyHtml } = revision;
    return page({ code: found.code, number, title, bodyHtml, isDown: found.archivedAt !== null });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "take-out-page-text", async (ctx) => {
    const form = await parseForm(request, TakeOutTextSchema);
    if (!form.ok) return badRequest(form);

    const code = params.code ?? "";
    const { number } = await getRevision(ctx, await getPageToEdit(ctx, code), Number(params.number));
    const blocker = await takeOutEarlierText(ctx, { ...form.data, code, number });
    if (blocker) return badRequest(form.refused(TAKE_OUT_REFUSALS[blocker]));
    return redirectTo(editPath(code, "history"), { success: "It is taken out." });
  });
}

export const meta = title("Take a text out", "Manage");

export default function TakeOut() {
  const { code, number, title, bodyHtml, isDown } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <TakeOutPage
      title={`Take number ${number} out of the history?`}
      action={editPath(code, `history/${number}/take-out`)}
      back={editPath(code, `history/${number}`)}
      means={`Its title and text are deleted for everybody and cannot be brought back. That there was one stays, with your name, the day and the reason. ${isDown ? "Where it is the text that readers had, the page is a draft again. The newest text is not touched." : "What readers have now and the newest text are not touched: edit those."}`}
      text={
        <>
          <p>{title}</p>
          <Prose html={bodyHtml} />
        </>
      }
      form={form}
    >
      <p>
        The page’s address stays as it is. If it names a patient, move the page first: with that reason, addresses that it had before are
        forgotten.
      </p>
      {number > 1 ? <Checkbox name="before" label="Take all earlier texts out too" form={form} /> : null}
    </TakeOutPage>
  );
}
