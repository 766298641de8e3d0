import { Button } from "~/components/ui/button";
import { Form } from "~/components/ui/form";
import type { FormState } from "~/components/ui/form-state";
import { NoticeLine } from "~/components/ui/notice-line";
import { TextArea } from "~/components/ui/text-area";

export const AnswerForm = ({ form }: { form?: FormState }) => (
  <Form action="/account/application/answer">
    <TextArea name="answer" label="Your answer" rows={5} form={form} />
    <NoticeLine purpose="to decide about your application" />
    <Button>Send answer</Button>
  </Form>
);
