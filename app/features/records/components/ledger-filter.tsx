import { Form } from "~/components/forms/form";
import { Select } from "~/components/forms/select";
import { TextField } from "~/components/forms/text-field";
import { Button } from "~/components/ui/button";
import { ACTIONS, AUDIT_CLASSES, isAuditAction } from "~/features/audit/action-words";

const choices = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

export const LedgerFilterForm = ({ filter }: { filter: { class: string; what: string; person: string } }) => (
  <Form action="/admin/audit" method="get" className="pn-filter">
    <Select name="class" label="Kind" initial={filter.class} choices={[{ value: "", label: "All" }, ...choices(AUDIT_CLASSES)]} />
    <Select
      name="what"
      label="What"
      initial={filter.what}
      choices={[
        { value: "", label: "All" },
        ...choices(ACTIONS),
        ...(filter.what && !isAuditAction(filter.what) ? [{ value: filter.what, label: filter.what }] : []),
      ]}
    />
    <TextField name="person" label="Person: reference or email address" initial={filter.person} autoComplete="off" spellCheck={false} />
    <Button look="secondary">Show</Button>
  </Form>
);
