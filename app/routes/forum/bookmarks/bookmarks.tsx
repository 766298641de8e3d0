import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { getBookmarks } from "~/features/forum/bookmarks/bookmarks.queries.server";
import { BookmarkList } from "~/features/forum/components/bookmark-list";
import { ForumFront, TOPIC_SETS } from "~/features/forum/components/topic-sets";
import { asSignedIn } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => page(await getBookmarks(ctx, request.url)));
}

export const meta = title(TOPIC_SETS.bookmarks.title, "Forum");

export default function Bookmarks() {
  const { bookmarks, ...shown } = useLoaderData<typeof loader>();
  return (
    <ForumFront set="bookmarks" isSignedIn {...shown}>
      {bookmarks.length > 0 ? <BookmarkList bookmarks={bookmarks} /> : null}
    </ForumFront>
  );
}
