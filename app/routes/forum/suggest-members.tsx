import type { LoaderFunctionArgs } from "@remix-run/node";
import { readPlace } from "~/features/forum/posts/preview-place";
import { isNarrow, type Suggested, suggestMembers } from "~/features/forum/posts/suggest-members.queries.server";
import { asMember } from "~/http/access/access.server";
import { countAttempt } from "~/http/forms/limits.server";
import { fragment } from "~/http/fragment.server";

/** Whom somebody may mean by what they typed behind an @, for the list that opens there. */
export async function loader({ request }: LoaderFunctionArgs) {
  return asMember(request, async (ctx) => {
    await countAttempt("suggest", ctx.actor.personId);
    const { searchParams } = new URL(request.url);
    const words = (searchParams.get("q") ?? "").slice(0, 60).trim();
    if (isNarrow(words)) await countAttempt("suggest-anybody", ctx.actor.personId);
    const found = await suggestMembers(ctx, words, readPlace(searchParams));
    return fragment(request, <Options found={found} />);
  });
}

const Options = ({ found }: { found: readonly Suggested[] }) =>
  found.map(({ name, practice, typed }) => (
    <div key={typed} role="option" tabIndex={-1} aria-selected="false" data-insert={typed}>
      {name}
      {practice ? <span className="pn-meta"> {practice}</span> : null}
    </div>
  ));
