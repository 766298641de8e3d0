import { Button } from "~/components/ui/button";
import { Form } from "~/components/ui/form";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { FOUND_WORDS, PLACE_WORDS } from "../near-miss.policy";

type Miss = {
  code: string;
  place: keyof typeof PLACE_WORDS;
  path: string;
  found: readonly (keyof typeof FOUND_WORDS)[];
  at: Date | string;
};

export const NearMissTable = ({ misses }: { misses: readonly Miss[] }) => (
  <Table
    caption="Near misses, the oldest first"
    captionHidden
    columns={[
      { heading: "Where", cell: ({ place, path }) => <a href={path}>{PLACE_WORDS[place]}</a> },
      { heading: "What it looked like", cell: ({ found }) => found.map((kind) => FOUND_WORDS[kind]).join(", ") },
      { heading: "When", cell: ({ at }) => <When at={at} time /> },
      {
        heading: "Done",
        cell: ({ code }) => (
          <Form action={`/admin/near-misses/${code}/looked-at`}>
            <Button look="link">I have looked</Button>
          </Form>
        ),
      },
    ]}
    rows={misses}
    rowKey={({ code }) => code}
  />
);
