import { Form } from "~/components/forms/form";
import { type FormState, openedWith } from "~/components/forms/form-state";
import { TextArea } from "~/components/forms/text-area";
import { Button } from "~/components/ui/button";
import { NoticeLine } from "~/components/ui/notice-line";

type Props = {
  /** Of the application that the page shows. */
  code: string | undefined;
  /** How many questions the page shows. */
  asked: number;
  form?: FormState;
};

export const AnswerForm = ({ code = "", asked, form }: Props) => (
  <Form
    action="/account/application/answer"
    opened={{ code: openedWith(form, "code", code), asked: openedWith(form, "asked", String(asked)) }}
  >
    <TextArea name="answer" label="Your answer" rows={5} form={form} />
    <NoticeLine purpose="to decide about your application" />
    <Button>Send answer</Button>
  </Form>
);
