import { Form } from "~/components/forms/form";
import { type FormState, openedWith } from "~/components/forms/form-state";
import { TextArea } from "~/components/forms/text-area";
import { TextField } from "~/components/forms/text-field";
import { PageTitle } from "~/components/layout/page-title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { NoticeLine } from "~/components/ui/notice-line";
import type { Channel } from "~/features/consents/marketing-purposes";
import { ContactChoices, type PurposeRow } from "./contact-choices";

type Props = {
  details: { post: string; phone: string; fax: string };
  purposes: readonly PurposeRow[];
  reachable: readonly Channel[];
  detailsForm?: FormState;
  choicesForm?: FormState;
};

/** What a person may be told beyond what they joined for, and how else they can be reached. */
export const ContactPage = ({ details, purposes, reachable, detailsForm, choicesForm }: Props) => (
  <>
    <Breadcrumbs crumbs={["/account"]} />
    <PageTitle
      form={choicesForm ?? detailsForm}
      intro="Each box stands for itself. What is not ticked we do not do, and nothing of it touches your membership."
    >
      How we may reach you
    </PageTitle>
    <ContactChoices action="/account/contact/choices" purposes={purposes} reachable={reachable} form={choicesForm} />
    <p>
      Newsletters are chosen on <a href="/account/newsletters">a page of their own</a>, and so are{" "}
      <a href="/account/reach">notifications</a>. What interests choose is in <a href="/account/profile">your profile</a>.
    </p>
    <h2>Other ways to reach you</h2>
    <p>
      You need none of these. Your <a href="/account/email">email addresses</a> are on their own page.
    </p>
    <Form action="/account/contact" opened={{ shown: openedWith(detailsForm, "shown", JSON.stringify(details)) }}>
      <TextArea
        name="post"
        label="Postal address (optional)"
        hint="For letters that you ask for. Home or work, as you like."
        rows={4}
        autoComplete="street-address"
        initial={details.post}
        form={detailsForm}
      />
      <TextField
        name="phone"
        label="Phone number (optional)"
        hint="So that we can call you back when you ask us something."
        type="tel"
        autoComplete="tel"
        width={20}
        initial={details.phone}
        form={detailsForm}
      />
      <TextField
        name="fax"
        label="Fax number (optional)"
        hint="Only if your practice still uses one. We send nothing there by ourselves."
        type="tel"
        width={20}
        initial={details.fax}
        form={detailsForm}
      />
      <NoticeLine purpose="to reach you in the ways that you choose" />
      <Button>Save contact details</Button>
    </Form>
  </>
);
