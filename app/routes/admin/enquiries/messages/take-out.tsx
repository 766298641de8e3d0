import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { Prose } from "~/components/ui/prose";
import { lookAtEnquiry } from "~/features/enquiries/look-at-enquiry.server";
import { takeOutMessage } from "~/features/enquiries/take-out-message.server";
import { TakeOutPage } from "~/features/guard/components/take-out-page";
import { TakeOutSchema } from "~/features/guard/taken-out";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, notFound, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "take-out-enquiry-text", async (ctx) => {
    const { reference, messages } = await lookAtEnquiry(ctx, params.code ?? "");
    const message = messages[Number(params.number) - 1];
    if (!message || message.takenOutAt) notFound();
    const { number, html, kind } = message;
    return page({ path: `/admin/enquiries/${reference}`, number, html, kind });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "take-out-enquiry-text", async (ctx) => {
    const form = await parseForm(request, TakeOutSchema);
    if (!form.ok) return badRequest(form);

    const code = params.code ?? "";
    await takeOutMessage(ctx, code, { ...form.data, number: Number(params.number) });
    return redirectTo(`/admin/enquiries/${code}`, { success: "It is taken out." });
  });
}

export const meta = title("Take a text out", "Manage");

export default function TakeOut() {
  const { path, number, html, kind } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <TakeOutPage
      title={`Take the text of message ${number} out?`}
      action={`${path}/messages/${number}/take-out`}
      back={path}
      means={`It is deleted for everybody and cannot be brought back. That there was one stays, with your name, the day and the reason.${
        kind === "reply"
          ? " An email that left already cannot be taken back; one that did not leave yet is not sent, and the enquiry is open again."
          : ""
      }`}
      text={<Prose html={html} typed />}
      form={form}
    />
  );
}
