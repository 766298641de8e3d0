import { Form } from "~/components/forms/form";
import { Select } from "~/components/forms/select";
import { TextField } from "~/components/forms/text-field";
import { Button } from "~/components/ui/button";
import { FILE_ORDERS, FILE_SHOWS, FILE_STATES, type LibraryFilter } from "../library/library-filter";

const choices = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

export const LibraryFilterForm = ({ filter: { words, show, state, order } }: { filter: LibraryFilter }) => (
  <Form action="/admin/files" method="get" className="pn-filter">
    <TextField name="q" label="Words of its name or description" initial={words} autoComplete="off" />
    <Select name="show" label="Kind" initial={show ?? ""} choices={[{ value: "", label: "All" }, ...choices(FILE_SHOWS)]} />
    <Select name="state" label="Which" initial={state ?? ""} choices={[{ value: "", label: "All" }, ...choices(FILE_STATES)]} />
    <Select name="order" label="Order" initial={order} choices={choices(FILE_ORDERS)} />
    <Button look="secondary">Show</Button>
  </Form>
);
