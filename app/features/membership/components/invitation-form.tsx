import { Checkboxes } from "~/components/forms/checkboxes";
import { DateField } from "~/components/forms/date-field";
import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { TextArea } from "~/components/forms/text-area";
import { TextField } from "~/components/forms/text-field";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { NoticeLine } from "~/components/ui/notice-line";

type Props = { groups: readonly { slug: string; name: string }[]; form?: FormState };

export const InvitationForm = ({ groups, form }: Props) => (
  <Form action="/admin/invitations/check" also={["/admin/invitations/send", "/admin/invitations/new"]}>
    <TextField name="fullName" label="Their full name" autoComplete="off" form={form} />
    <TextField name="email" label="Their email address" type="email" autoComplete="off" form={form} />
    <Checkboxes
      name="groups"
      label="Which groups will they work with?"
      hint="They read and write there, and read what is open to everybody; nothing else that is for members."
      choices={groups.map(({ slug, name }) => ({ value: slug, label: name }))}
      form={form}
    />
    <DateField name="ends" label="Last day in the groups" hint="Within three years, for example 31 3 2027" form={form} />
    <TextArea
      name="message"
      label="Personal message (optional)"
      hint="Plain text. It is in the email as a quotation, with your name. Addresses of websites do not become links."
      rows={5}
      form={form}
    />
    <NoticeLine purpose="to send the invitation; name and message are deleted if it is not used" />
    <ButtonRow>
      <Button>Continue</Button>
      <a href="/admin/invitations">Cancel</a>
    </ButtonRow>
  </Form>
);
