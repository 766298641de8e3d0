import { SummaryList } from "~/components/ui/summary-list";
import { blockerWords } from "~/features/newsletters/issues/sending.policy";

type Props = { reach: { reachable: number; blocked: readonly { blocker: string; count: number }[] }; path: string };

/** How many would get it, and how many would not and why, each with the way to the names. */
export const AudienceSummary = ({ reach, path }: Props) => (
  <SummaryList
    rows={[
      { label: "Get it", value: people(reach.reachable), action: see(`${path}/audience`, "who gets it") },
      ...reach.blocked.map(({ blocker, count }) => ({
        label: blockerWords(blocker),
        value: people(count),
        action: see(`${path}/audience?who=${blocker}`, blockerWords(blocker)),
      })),
    ]}
  />
);

const see = (href: string, hidden: string) => ({ href, text: "See who", hidden });

export const people = (count: number) => (count === 1 ? "1 person" : `${count.toLocaleString("en-GB")} people`);
