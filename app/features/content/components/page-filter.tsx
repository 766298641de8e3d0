import { Form } from "~/components/forms/form";
import { Select } from "~/components/forms/select";
import { TextField } from "~/components/forms/text-field";
import { Button } from "~/components/ui/button";
import { PAGE_STATES } from "~/features/content/pages/page.policy";
import { type ListChoice, SORT_WORDS, SORTS, treePath } from "~/features/content/pages/page-list";
import { STATE_WORDS } from "./state-tags";

type Props = { choice: ListChoice; editors: readonly { ref: string; name: string | null }[] };

/** Which pages are listed, and in what order; each choice is an address. */
export const PageFilter = ({ choice, editors }: Props) => (
  <Form action={treePath()} method="get" hidden={{ view: "list" }} className="pn-filter">
    <TextField name="q" label="Words of the title or address" initial={choice.q} />
    <Select name="state" label="State" choices={[ANY, ...listed(PAGE_STATES, STATE_WORDS)]} initial={choice.state ?? ""} />
    <Select
      name="audience"
      label="Who may read it"
      choices={[ANY, { value: "open", label: "Everybody" }, { value: "members", label: "Members" }, { value: "groups", label: "Groups" }]}
      initial={choice.audience ?? ""}
    />
    <Select
      name="owner"
      label="Looked after by"
      choices={[ANY, ...editors.map(({ ref, name }) => ({ value: ref, label: name ?? ref }))]}
      initial={choice.owner ?? ""}
    />
    <Select
      name="section"
      label="Kind"
      choices={[ANY, { value: "pages", label: "Pages" }, { value: "news", label: "News" }]}
      initial={choice.section ?? ""}
    />
    <Select name="sort" label="Order" choices={listed(SORTS, SORT_WORDS)} initial={choice.sort} />
    <Button look="secondary">Show</Button>
  </Form>
);

const ANY = { value: "", label: "Any" };

const listed = <T extends string>(values: readonly T[], words: Record<T, string>) =>
  values.map((value) => ({ value, label: words[value] }));
