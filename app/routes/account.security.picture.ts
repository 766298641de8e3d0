import type { LoaderFunctionArgs } from "@remix-run/node";
import { asPasswordHolder } from "~/http/access.server";
import { offerSecondFactor } from "~/http/second-factor.server";
import { NotFoundError } from "~/lib/errors";

/** The key as a picture; of an account whose second factor is on there is none. */
export async function loader({ request }: LoaderFunctionArgs) {
  return asPasswordHolder(request, async (ctx, session) => {
    const offer = await offerSecondFactor(ctx, session);
    if (offer.isOn) throw new NotFoundError("picture");
    return new Response(offer.svg, { headers: { "Content-Type": "image/svg+xml" } });
  });
}
