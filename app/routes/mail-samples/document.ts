import type { LoaderFunctionArgs } from "@remix-run/node";
import { getMailSample } from "~/features/inbox/mail-samples.server";
import { asAnyone } from "~/http/access/access.server";
import { framedMail } from "~/http/responses.server";

/** The sample itself, for the frames of its page: nothing in it runs. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const { kind = "", number = "", look = "" } = params;
    return framedMail(await getMailSample(ctx, { kind, number, look }));
  });
}
