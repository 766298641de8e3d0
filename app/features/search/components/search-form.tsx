import { Form } from "~/components/forms/form";
import { TextField } from "~/components/forms/text-field";
import { Button } from "~/components/ui/button";

export const SearchForm = ({ text }: { text: string }) => (
  <Form action="/search" method="get">
    <TextField
      name="q"
      id="search-words"
      label="What are you looking for?"
      hint={'Words in any order. "Two words" in quotes are found side by side; a word with - in front is left out.'}
      initial={text}
      spellCheck={false}
    />
    <Button>Search</Button>
  </Form>
);
