import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { removeBookmark } from "~/features/forum/bookmarks/bookmark-post.server";
import { asAnyone, asSignedIn } from "~/http/access/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

const LIST = "/forum/bookmarks";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => redirectToNoun(LIST));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) =>
    redirectTo(LIST, (await removeBookmark(ctx, params.code!)) ? { success: "The bookmark is removed." } : {}),
  );
}
