import { Checkbox } from "~/components/forms/checkbox";
import { Form } from "~/components/forms/form";
import { Select } from "~/components/forms/select";
import { Button } from "~/components/ui/button";
import { countInWords } from "~/lib/count-in-words";
import { QUEUES, type Queue } from "../categories";
import { FILTER_STATES, type FilterState, SORTS, type Sort } from "../enquiry.policy";

type Props = {
  filter: { queue: Queue | null; state: FilterState; mine: boolean; sort: Sort };
  queues: readonly Queue[];
  /** How many are in each state that is counted. */
  counts: Partial<Record<FilterState, number>>;
};

export const EnquiriesFilter = ({ filter, queues, counts }: Props) => (
  <Form action="/admin/enquiries" method="get" className="pn-filter">
    <Select
      name="state"
      label="State"
      initial={filter.state}
      choices={(Object.keys(FILTER_STATES) as FilterState[]).map((value) => ({ value, label: counted(value, counts) }))}
    />
    {queues.length > 1 ? (
      <Select
        name="queue"
        label="Queue"
        initial={filter.queue ?? ""}
        choices={[{ value: "", label: "All of yours" }, ...queues.map((value) => ({ value, label: QUEUES[value] }))]}
      />
    ) : null}
    <Select name="sort" label="Order" initial={filter.sort} choices={Object.entries(SORTS).map(([value, label]) => ({ value, label }))} />
    <Checkbox name="mine" label="Only mine" initial={filter.mine} small />
    <Button look="secondary">Show</Button>
  </Form>
);

function counted(state: FilterState, counts: Props["counts"]): string {
  const count = counts[state];
  return count === undefined ? FILTER_STATES[state] : `${FILTER_STATES[state]} (${countInWords(count)})`;
}
