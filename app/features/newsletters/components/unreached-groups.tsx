import { SummaryList } from "~/components/ui/summary-list";
import type { UnreachedGroup } from "~/features/mail/mailings/unreached.policy";
import { UNREACHED_WORDS } from "~/features/newsletters/issues/sending.policy";
import { people } from "./audience-summary";

/** Those whom a finished issue did not reach, each group with the way to who they are and what can be done. */
export const UnreachedGroups = ({ groups, path }: { groups: UnreachedGroup[]; path: string }) =>
  groups.length === 0 ? null : (
    <section aria-labelledby="unreached">
      <h2 id="unreached">Whom it did not reach</h2>
      <SummaryList
        rows={groups.map(({ group, count, isLeft }) => ({
          label: UNREACHED_WORDS[group].title,
          value: isLeft ? `${people(count)}, left as it is` : people(count),
          action: {
            href: `${path}/unreached?who=${group}`,
            text: isLeft ? "See who" : "See who, and decide",
            hidden: UNREACHED_WORDS[group].title,
          },
        }))}
      />
    </section>
  );
