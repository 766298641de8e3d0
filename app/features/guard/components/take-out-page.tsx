import type { ReactNode } from "react";
import type { FormState } from "~/components/forms/form-state";
import { Radios } from "~/components/forms/radios";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { InsetText } from "~/components/ui/inset-text";
import { TAKE_OUT_WORDS } from "../taken-out";

type Props = {
  /** The question. */
  title: string;
  action: string;
  back: string;
  /** What goes, what stays, and what it cannot undo. */
  means: ReactNode;
  /** What is taken out, as it stands. */
  text: ReactNode;
  /** More to choose. */
  children?: ReactNode;
  form?: FormState;
};

/** Before a text that others wrote or read is taken out for good. */
export const TakeOutPage = ({ means, text, children, ...page }: Props) => (
  <ConfirmPage {...page} button="Take it out">
    <p>{means}</p>
    <p>What you or others have begun to write there and not saved or sent is deleted too: it may repeat the text.</p>
    <InsetText>{text}</InsetText>
    <Radios
      name="why"
      label="Why is it taken out?"
      choices={Object.entries(TAKE_OUT_WORDS).map(([value, label]) => ({ value, label }))}
      form={page.form}
    />
    {children}
  </ConfirmPage>
);
