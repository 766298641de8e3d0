import { InsetText } from "~/components/ui/inset-text";
import { formatTime } from "~/lib/dates";
import type { Moment } from "../types";

/** Who else has a page open to write in; it keeps nobody out. */
export const AlsoEditing = ({ others }: { others: readonly { name: string | null; since: Moment }[] }) =>
  others.length === 0 ? null : (
    <InsetText>
      {others.map(({ name, since }) => (
        <p key={String(since)}>{`${name ?? "Another editor"} is editing since ${formatTime(since)}.`}</p>
      ))}
      <p>You can write too: whoever saves second is shown both texts.</p>
    </InsetText>
  );
