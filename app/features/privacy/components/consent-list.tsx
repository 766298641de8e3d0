import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { Details } from "~/components/ui/details";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { CHANNEL_NAMES, type Channel } from "~/features/consents/marketing-purposes";
import { sourceWords } from "~/features/consents/source-words";

export type ConsentRow = {
  slug: string;
  purpose: string;
  channel: Channel;
  state: "active" | "held" | "ended";
  answeredAt: string;
  source: string;
  wording: { text: string; version: number; agreedAt: string } | null;
};

const STATES = { active: "Yes", held: "Stopped, ending", ended: "No" };

/** Each permission with its words, and one press to take it back. */
export const ConsentList = ({ consents }: { consents: readonly ConsentRow[] }) => (
  <Table
    caption="What you agreed to"
    captionHidden
    rows={consents}
    rowKey={({ slug }) => slug}
    columns={[
      { heading: "What", cell: ({ purpose, channel }) => `${purpose}, by ${CHANNEL_NAMES[channel].toLowerCase()}` },
      {
        heading: "Your last answer",
        cell: ({ state, answeredAt, source }) => (
          <>
            {STATES[state]}, <When at={answeredAt} />, {sourceWords(source)}
          </>
        ),
      },
      {
        heading: "What you agreed to",
        cell: ({ wording }) =>
          wording ? (
            <Details summary="The words">
              <p>“{wording.text}”</p>
              <p>
                Version {wording.version}, agreed to on <When at={wording.agreedAt} time />
              </p>
            </Details>
          ) : (
            "No words kept"
          ),
      },
      {
        heading: "Take back",
        cell: ({ slug, purpose, channel, state }) =>
          state === "ended" ? (
            "Taken back"
          ) : (
            <Form action="/account/privacy/consents/withdraw" hidden={{ list: slug }}>
              <Button look="secondary" small hidden={`${purpose}, by ${CHANNEL_NAMES[channel].toLowerCase()}`}>
                Take back
              </Button>
            </Form>
          ),
      },
    ]}
  />
);
