import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { ButtonRow } from "~/components/ui/button-row";
import { Progress } from "~/components/ui/progress";
import { SummaryList } from "~/components/ui/summary-list";
import { Table } from "~/components/ui/table";
import type { SendingView } from "~/features/newsletters/issues/sending.policy";

type Props = {
  sending: SendingView;
  /** The page, below which the acts are. */
  path: string;
};

/** One bar, the sum, the time left and the ways to interfere; at the end the result. Also the fragment that follows it. */
export function SendingProgress({ sending, path }: Props) {
  const { isOver, done, audience, sums, reasons, timeLeft, words } = sending;
  return (
    <div data-finished={isOver || undefined}>
      <Progress label="People done" done={done} of={audience}>
        {timeLeft}
      </Progress>
      <p>{words}</p>
      {audience > 0 ? (
        <SummaryList
          rows={[
            ...sums.filter(({ count }) => count > 0).map(({ label, count }) => ({ label, value: inDigits(count) })),
            { label: "Together", value: inDigits(audience) },
          ]}
        />
      ) : null}
      {isOver ? null : <Acts sending={sending} path={path} />}
      {reasons.length > 0 ? (
        <Table
          caption="Who did not get it, and why"
          columns={[
            { heading: "Reason", cell: (row) => row.words },
            { heading: "People", isNumber: true, cell: (row) => inDigits(row.count) },
          ]}
          rows={reasons}
          rowKey={(row) => row.words}
        />
      ) : null}
    </div>
  );
}

const Acts = ({ sending: { state, mayPause, mayResume }, path }: { sending: SendingView; path: string }) => (
  <ButtonRow>
    {mayPause ? (
      <Form action={`${path}/pause`}>
        <Button look="secondary">Pause</Button>
      </Form>
    ) : null}
    {mayResume ? (
      <Form action={`${path}/resume`}>
        <Button>Resume</Button>
      </Form>
    ) : null}
    {state === "stopped" ? null : (
      <ButtonLink href={`${path}/stop`} look="secondary">
        Stop
      </ButtonLink>
    )}
  </ButtonRow>
);

/** A summary list says “Not provided” for nothing, so numbers go in as text. */
const inDigits = (count: number) => count.toLocaleString("en-GB");
