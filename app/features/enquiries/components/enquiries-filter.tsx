import { Checkbox } from "~/components/forms/checkbox";
import { Form } from "~/components/forms/form";
import { Select } from "~/components/forms/select";
import { Button } from "~/components/ui/button";
import { QUEUES, type Queue } from "../categories";
import { FILTER_STATES } from "../enquiry.policy";

type Props = { filter: { queue: Queue | null; state: string; mine: boolean }; queues: readonly Queue[] };

export const EnquiriesFilter = ({ filter, queues }: Props) => (
  <Form action="/admin/enquiries" method="get" className="pn-filter">
    <Select
      name="state"
      label="State"
      initial={filter.state}
      choices={Object.entries(FILTER_STATES).map(([value, label]) => ({ value, label }))}
    />
    {queues.length > 1 ? (
      <Select
        name="queue"
        label="Queue"
        initial={filter.queue ?? ""}
        choices={[{ value: "", label: "All of yours" }, ...queues.map((value) => ({ value, label: QUEUES[value] }))]}
      />
    ) : null}
    <Checkbox name="mine" label="Only mine" initial={filter.mine} small />
    <Button look="secondary">Show</Button>
  </Form>
);
