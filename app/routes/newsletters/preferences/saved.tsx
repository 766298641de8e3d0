import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { Panel } from "~/components/ui/panel";
import { findPreferences } from "~/features/newsletters/subscriptions/preferences.queries.server";
import { asLink } from "~/http/access/access.server";
import { page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asLink(request, "manage", params.token, async (ctx, { proof }) => {
    const path = `/newsletters/preferences/${params.token}`;
    const preferences = await findPreferences(ctx, proof);
    if (!preferences) throw await redirectTo(path);
    return page({ path, names: preferences.filter(({ state }) => state === "on").map(({ name }) => name) });
  });
}

export const meta = title("Your choices are saved", "Newsletters");

export default function SavedPage() {
  const { path, names } = useLoaderData<typeof loader>();
  return (
    <>
      <Panel title="Your choices are saved">They count from now on.</Panel>
      {names.length === 0 ? (
        <p>We send you no newsletter.</p>
      ) : (
        <>
          <p>We send you:</p>
          <ul>
            {names.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={path}>Change something else</a>
      </p>
    </>
  );
}
