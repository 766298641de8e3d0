import type { ReactNode } from "react";
import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { PatientDetails } from "~/components/forms/patient-details";
import { TextArea } from "~/components/forms/text-area";
import { TextField } from "~/components/forms/text-field";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";

type Props = {
  action: string;
  back: string;
  form?: FormState;
  /** What the form starts from; left out for a new page. */
  page?: { title: string; summary: string; teaser: string | null; body: string };
  /** What it was opened with: the version it starts from. */
  opened: Record<string, string>;
  /** Of a page that is there already. */
  code?: string;
  /** Where what is typed can be looked at before it is saved. */
  look?: string;
  /** Further questions about a new page. */
  children?: ReactNode;
};

/** Where a page is written. */
export const PageForm = ({ action, back, form, page, opened, code, look, children }: Props) => (
  <Form action={action} also={look ? [look] : []} opened={opened} keepWords="Keep for later" adding={{ form }}>
    <TextField name="title" label="Title" initial={page?.title} form={form} />
    <TextArea
      name="summary"
      label="Summary"
      hint="One or two sentences: what the page is about. It is under the title and in lists."
      rows={3}
      initial={page?.summary}
      form={form}
    />
    <TextArea
      name="body"
      label="Page"
      rows={24}
      initial={page?.body}
      form={form}
      toolbar
      blocks="page"
      preview={`/admin/content/preview${code ? `?page=${code}` : ""}`}
      beside
    />
    <TextArea
      name="teaser"
      label="Teaser (optional)"
      hint="For a page that is for members: what those are told who cannot read it. Without one they are not told that it exists."
      rows={3}
      initial={page?.teaser ?? ""}
      form={form}
    />
    {children}
    <PatientDetails form={form} />
    <ButtonRow>
      <Button>Save draft</Button>
      {look ? (
        <Button look="secondary" to={look}>
          Preview
        </Button>
      ) : null}
      <a href={back}>Cancel</a>
    </ButtonRow>
  </Form>
);
