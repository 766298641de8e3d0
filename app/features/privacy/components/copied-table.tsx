import { SummaryList } from "~/components/ui/summary-list";
import { inWords } from "../words-of-values";

type Props = { table: { title: string; labels: Record<string, string>; rows: readonly Record<string, unknown>[] } };

/** The rows of one kind of information, each with what it holds. Empty columns and mere keys are left out. */
export const CopiedTable = ({ table: { title, labels, rows } }: Props) => (
  <>
    <h2>{title}</h2>
    {rows.map((row, index) => (
      <SummaryList
        // biome-ignore lint/suspicious/noArrayIndexKey: a printed list that never changes
        key={index}
        rows={Object.entries(row)
          .filter(([name, value]) => value !== null && name in labels)
          .map(([name, value]) => ({ label: labels[name] ?? name, value: inWords(value) }))}
      />
    ))}
  </>
);
