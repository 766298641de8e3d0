import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { ROLE_WORDS } from "~/features/permissions/permissions";
import { FOUND_WORDS, PLACE_WORDS, ROLE_OF_PLACE } from "../near-miss.policy";

type Miss = {
  code: string;
  place: keyof typeof PLACE_WORDS;
  path: string;
  found: readonly (keyof typeof FOUND_WORDS)[];
  at: Date | string;
  isOwn: boolean;
  mayLook: boolean;
  canOpen: boolean;
};

const Where = ({ place, path, canOpen }: Miss) =>
  canOpen ? (
    <a href={path}>{PLACE_WORDS[place]}</a>
  ) : (
    `${PLACE_WORDS[place]}, open to: ${ROLE_WORDS[ROLE_OF_PLACE[place]].toLowerCase()} (${path})`
  );

export const NearMissTable = ({ misses }: { misses: readonly Miss[] }) => (
  <Table
    caption="Near misses, the oldest first"
    captionHidden
    columns={[
      { heading: "Where", cell: (miss) => <Where {...miss} /> },
      { heading: "What it looked like", cell: ({ found }) => found.map((kind) => FOUND_WORDS[kind]).join(", ") },
      { heading: "When", cell: ({ at }) => <When at={at} time /> },
      {
        heading: "Done",
        cell: ({ code, mayLook, isOwn }) =>
          mayLook ? (
            <Form action={`/admin/near-misses/${code}/looked-at`}>
              <Button look="link">I have looked</Button>
            </Form>
          ) : (
            `${isOwn ? "You wrote it: s" : "S"}omebody else looks`
          ),
      },
    ]}
    rows={misses}
    rowKey={({ code }) => code}
  />
);
