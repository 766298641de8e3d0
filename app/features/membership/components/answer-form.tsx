import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { TextArea } from "~/components/forms/text-area";
import { Button } from "~/components/ui/button";
import { NoticeLine } from "~/components/ui/notice-line";

export const AnswerForm = ({ form }: { form?: FormState }) => (
  <Form action="/account/application/answer">
    <TextArea name="answer" label="Your answer" rows={5} form={form} />
    <NoticeLine purpose="to decide about your application" />
    <Button>Send answer</Button>
  </Form>
);
