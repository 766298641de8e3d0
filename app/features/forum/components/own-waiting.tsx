import { InsetText } from "~/components/ui/inset-text";
import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { heldPath } from "~/features/forum/held/held.policy";
import type { Moment } from "../types";

export type OwnWaitingPost = { code: string; title: string | null; heldAt: Moment };
type Props = { waiting: readonly OwnWaitingPost[]; what: "reply" | "comment" };

/** In a topic, under a page or in a category: what of the reader's own waits for a moderator there. Nobody else sees it. */
export const OwnWaiting = ({ waiting, what }: Props) =>
  waiting.length === 0 ? null : (
    <InsetText>
      {waiting.map(({ code, title, heldAt }) => (
        <p key={code}>
          <Tag tone="yellow">Waiting for a moderator</Tag> <a href={heldPath(code)}>{title ?? `Your ${what}`}</a>, <When at={heldAt} time />
        </p>
      ))}
    </InsetText>
  );
