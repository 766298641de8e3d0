import type { ReactNode } from "react";
import { Form } from "~/components/forms/form";
import { type FormState, openedWith } from "~/components/forms/form-state";
import { PageTitle } from "~/components/layout/page-title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";

type Props = {
  title: string;
  application: { code: string; fullName: string; ref: string; version: string; isOpen: boolean };
  act: "approve" | "decline" | "ask";
  button: string;
  warns?: boolean;
  form?: FormState;
  children: ReactNode;
};

/** The page of one decision. Where somebody else was first, it says who, and offers the way back instead of the form. */
export function DecisionPage({ title, application, act, button, warns = false, form, children }: Props) {
  const { code, fullName, ref, version, isOpen } = application;
  const path = `/admin/applications/${code}`;
  return (
    <>
      <BackLink href={path}>Back to the application</BackLink>
      <PageTitle form={form} caption={`${fullName}, ${ref}`}>
        {title}
      </PageTitle>
      {isOpen ? (
        <Form action={`${path}/${act}`} opened={{ seen: openedWith(form, "seen", version) }}>
          {children}
          <ButtonRow>
            <Button look={warns ? "warning" : "main"}>{button}</Button>
            <a href={path}>Cancel</a>
          </ButtonRow>
        </Form>
      ) : (
        <p>
          <a href={path}>See the application as it is now</a>
        </p>
      )}
    </>
  );
}
