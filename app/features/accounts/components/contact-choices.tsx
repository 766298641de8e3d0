import type { ReactNode } from "react";
import { ChoiceItem } from "~/components/forms/choice-item";
import { Form } from "~/components/forms/form";
import { type FormState, tickedValues } from "~/components/forms/form-state";
import { useTyped } from "~/components/forms/kept-form";
import { Button } from "~/components/ui/button";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { CHANNEL_NAMES, type Channel, MARKETING_CHANNELS } from "~/features/consents/marketing-purposes";
import { sourceWords } from "~/features/consents/source-words";

export type ChoiceRow = { slug: string; channel: Channel; isOn: boolean; answeredAt: string | null; source: string | null };
export type PurposeRow = { purpose: string; wording: string | null; choices: readonly ChoiceRow[] };

type Props = {
  action: string;
  purposes: readonly PurposeRow[];
  /** The channels for which there is an address or number. */
  reachable: readonly Channel[];
  form?: FormState;
};

/** Each purpose by each channel: a box of its own, with the date and place of the last answer. */
export function ContactChoices({ action, purposes, reachable, form }: Props) {
  const on = purposes.flatMap(({ choices }) => choices.filter(({ isOn }) => isOn).map(({ slug }) => slug));
  const box = (choice: ChoiceRow, purpose: string): ReactNode =>
    choice.isOn || reachable.includes(choice.channel) ? (
      <ChoiceBox choice={choice} purpose={purpose} on={on} form={form} />
    ) : (
      <span className="pn-meta">{MISSING[choice.channel]}</span>
    );
  return (
    <Form action={action}>
      {on.map((slug) => (
        <input key={slug} type="hidden" name="shown" value={slug} />
      ))}
      <Table
        caption="How we may reach you"
        captionHidden
        rows={purposes}
        rowKey={({ choices }) => choices[0]!.slug}
        columns={[
          { heading: "What about", cell: ({ purpose }) => purpose },
          ...MARKETING_CHANNELS.map((channel) => ({
            heading: CHANNEL_NAMES[channel],
            cell: ({ purpose, choices }: PurposeRow) => {
              const choice = choices.find((each) => each.channel === channel);
              return choice ? box(choice, purpose) : "Not offered";
            },
          })),
        ]}
      />
      {purposes.map(({ purpose, wording }) =>
        wording ? (
          <p key={purpose} className="nhsuk-body-s">
            {purpose}: “{wording}”
          </p>
        ) : null,
      )}
      <Button>Save choices</Button>
    </Form>
  );
}

type BoxProps = { choice: ChoiceRow; purpose: string; on: readonly string[]; form?: FormState };

const ChoiceBox = ({ choice, purpose, on, form }: BoxProps) => (
  <div className="nhsuk-checkboxes nhsuk-checkboxes--small">
    <ChoiceItem
      name="list"
      id={`list-${choice.slug}`}
      choice={{
        value: choice.slug,
        label: (
          <>
            Yes<span className="nhsuk-u-visually-hidden">, {`${purpose} by ${CHANNEL_NAMES[choice.channel].toLowerCase()}`}</span>
          </>
        ),
        hint: <Answer {...choice} />,
      }}
      isTicked={tickedValues(useTyped(form), "list", on).includes(choice.slug)}
    />
  </div>
);

const MISSING: Record<Channel, string> = {
  email: "Add an email address first",
  post: "Add a postal address first",
  phone: "Add a phone number first",
  fax: "Add a fax number first",
};

const Answer = ({ isOn, answeredAt, source }: ChoiceRow) =>
  answeredAt ? (
    <>
      {isOn ? "Yes" : "No"}, <When at={answeredAt} />
      {source ? `, ${sourceWords(source)}` : null}
    </>
  ) : (
    <>No answer yet</>
  );
