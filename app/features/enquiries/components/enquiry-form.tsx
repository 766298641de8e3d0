import { Form } from "~/components/forms/form";
import { type FormState, openedWith } from "~/components/forms/form-state";
import { PatientDetails } from "~/components/forms/patient-details";
import { Radios } from "~/components/forms/radios";
import { TextArea } from "~/components/forms/text-area";
import { TextField } from "~/components/forms/text-field";
import { TrapField } from "~/components/forms/trap-field";
import { Button } from "~/components/ui/button";
import { NoticeLine } from "~/components/ui/notice-line";
import { CATEGORIES, type Category } from "../categories";

type Props = {
  /** Who is signed in is not asked again who they are. */
  isSignedIn: boolean;
  /** Goes with the form, so that sending it twice makes one enquiry. */
  submissionId: string;
  category: Category | null;
  form?: FormState;
};

export const EnquiryForm = ({ isSignedIn, submissionId, category, form }: Props) => (
  <Form action="/contact" opened={{ submissionId: openedWith(form, "submissionId", submissionId) }}>
    {isSignedIn ? null : (
      <>
        <TextField name="fullName" label="Full name" autoComplete="name" form={form} />
        <TextField name="email" label="Email address" type="email" autoComplete="email" hint="We answer to this address." form={form} />
      </>
    )}
    <Radios
      name="category"
      label="What is it about?"
      choices={Object.entries(CATEGORIES).map(([value, { label, hint }]) => ({ value, label, hint }))}
      initial={category ?? undefined}
      form={form}
    />
    <TextArea name="question" label="Your question" hint="Please write nothing about a patient." form={form} />
    <TrapField name="website" />
    <NoticeLine purpose="to answer you, and keep it for 12 months after that" />
    <PatientDetails form={form} />
    <Button>Send</Button>
  </Form>
);
