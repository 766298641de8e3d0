import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { asAnyone } from "~/http/access/access.server";

/** Where password managers send somebody who is to change a password (W3C, A Well-Known URL for Changing Passwords). */
export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async () => redirect("/account/password"));
}
