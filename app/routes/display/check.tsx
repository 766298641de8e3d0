import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { asAnyone } from "~/http/access/access.server";
import { pathHere } from "~/http/access/next-path";
import { chosenDisplay } from "~/http/display.server";
import { page } from "~/http/responses.server";

/** Whether the browser took the cookie is known only when it asks again: on to where one was, or the reason why nothing changed. */
export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => {
    const next = pathHere(new URL(request.url).searchParams.get("next")) ?? "/display";
    if (chosenDisplay()) throw redirect(next, 303);
    return page({ next });
  });
}

export const meta = title("Your browser did not keep your choice", "Text size and contrast");

export default function DisplayCheckPage() {
  const { next } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle>Your browser did not keep your choice</PageTitle>
      <p>
        Text size and contrast are remembered in a <a href="/cookies">cookie</a>, and your browser refused it. Allow cookies for this site,
        then <a href="/display">choose again</a>.
      </p>
      <p>
        Without cookies you can still make text larger with your browser’s zoom, and ask your device for higher contrast: pages follow both.
      </p>
      <p>
        <a href={next}>Go back to where you were</a>
      </p>
    </>
  );
}
