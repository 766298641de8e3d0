import type { ReactNode } from "react";
import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { BackLink } from "../ui/back-link";
import { Button } from "../ui/button";
import { ButtonRow } from "../ui/button-row";
import { PageTitle } from "./page-title";

type Props = {
  /** The question. */
  title: string;
  /** What will happen, and to how many; fields that must be ticked or typed. */
  children: ReactNode;
  action: string;
  /** Says what it does: “Send to 4,312 people”. */
  button: string;
  /** Where “Cancel” and the back link lead. */
  back: string;
  /** Which of several things it is about. */
  hidden?: Record<string, string>;
  /** The version that was shown. */
  opened?: Record<string, string>;
  form?: FormState;
  /** False where nothing is destroyed or sent. */
  warns?: boolean;
};

/** The page of its own for an act that cannot be undone. */
export function ConfirmPage({ title, children, action, button, back, hidden, opened, form, warns = true }: Props) {
  return (
    <>
      <BackLink href={back} />
      <PageTitle form={form}>{title}</PageTitle>
      <Form action={action} hidden={hidden} opened={opened}>
        {children}
        <ButtonRow>
          <Button look={warns ? "warning" : "main"}>{button}</Button>
          <a href={back}>Cancel</a>
        </ButtonRow>
      </Form>
    </>
  );
}
