import { Form } from "~/components/forms/form";
import { Select } from "~/components/forms/select";
import { TextField } from "~/components/forms/text-field";
import { Button } from "~/components/ui/button";
import { Details } from "~/components/ui/details";
import { isNarrowed, KIND_CHOICES, ORDER_CHOICES, type SearchFilter, WHEN_CHOICES } from "../search-filter";

type Place = { value: string; label: string };
type Props = { text: string; filter: SearchFilter; places: readonly Place[] };

/** Words alone to begin with; beside what was found, how to narrow and order it. */
export const SearchForm = ({ text, filter, places }: Props) => (
  <Form action="/search" method="get">
    <TextField
      name="q"
      id="search-words"
      label="What are you looking for?"
      hint={'Words in any order. "Two words" in quotes are found side by side; a word with - in front is left out.'}
      initial={text}
      spellCheck={false}
    />
    {text ? (
      <Details summary="Narrow or order what is found" open={isNarrowed(filter) || filter.order !== ""}>
        <div className="pn-filter">
          <Select name="kind" label="Kind" choices={KIND_CHOICES} initial={filter.kind} />
          <Select name="in" label="Place" choices={[{ value: "", label: "Everywhere" }, ...places]} initial={filter.in} />
          <Select name="when" label="Date" choices={WHEN_CHOICES} initial={filter.when} />
          <Select name="order" label="Order" choices={ORDER_CHOICES} initial={filter.order || "best"} />
          <TextField
            name="by"
            label="Written by"
            hint="A name, or part of one. Finds posts and comments."
            width={20}
            initial={filter.by}
            autoComplete="off"
            spellCheck={false}
          />
        </div>
      </Details>
    ) : null}
    <Button>Search</Button>
  </Form>
);
