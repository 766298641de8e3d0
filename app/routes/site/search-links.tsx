import type { LoaderFunctionArgs } from "@remix-run/node";
import { LinkOptions } from "~/features/search/components/link-options";
import { findLinks } from "~/features/search/find-links.server";
import { readQuery } from "~/features/search/search-query";
import { asSignedIn } from "~/http/access/access.server";
import { countAttempt } from "~/http/forms/limits.server";
import { fragment } from "~/http/fragment.server";

/** What a text may link to by what is typed, for the list that opens in its editor. */
export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    await countAttempt("suggest", ctx.actor.personId);
    const { text } = readQuery(new URL(request.url).searchParams.get("q"));
    return fragment(request, <LinkOptions links={await findLinks(ctx, text)} />);
  });
}
