import type { FormState } from "~/components/forms/form-state";
import { PageTitle } from "~/components/layout/page-title";
import { BackLink } from "~/components/ui/back-link";
import { AppealForm } from "./appeal-form";

/** What whoever appealed is told, against whatever it was. */
export const APPEAL_SENT = "Your appeal is sent. Another moderator decides, and you are told.";

/** What a refused appeal comes back to: the form alone, with what was typed. */
export const AppealPage = ({ path, form }: { path: string; form: FormState | undefined }) => (
  <>
    <BackLink href={path} />
    <PageTitle form={form}>Appeal</PageTitle>
    <AppealForm path={path} refusal={null} form={form} />
  </>
);
