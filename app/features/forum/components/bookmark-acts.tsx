import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { bookmarkPath } from "~/features/forum/topics/topic-address";
import type { PostView } from "../types";

type Props = { at: string; post: Pick<PostView, "mayBookmark" | "bookmark">; thing: string };

/** Under a post: keeping it, or what was noted with it and letting go of it. */
export function BookmarkActs({ at, post: { mayBookmark, bookmark }, thing }: Props) {
  if (!bookmark)
    return mayBookmark ? (
      <li>
        <Form action={at}>
          <Button look="link" hidden={thing}>
            Bookmark
          </Button>
        </Form>
      </li>
    ) : null;
  return (
    <>
      <li>
        <a href={bookmarkPath(bookmark)} rel="nofollow">
          Note and reminder<span className="nhsuk-u-visually-hidden"> for {thing}</span>
        </a>
      </li>
      <li>
        <Form action={`${at}/take-back`}>
          <Button look="link" hidden={`of ${thing}`}>
            Remove bookmark
          </Button>
        </Form>
      </li>
    </>
  );
}
