import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { AnswerSchema } from "~/features/membership/applications/application.schema";
import { answerQuestion, findMyApplication } from "~/features/membership/applications/my-application.server";
import { AnswerForm } from "~/features/membership/components/answer-form";
import { Questions } from "~/features/membership/components/questions";
import { asSignedIn } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, conflict, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    redirectToNoun("/account/application");
    const application = await findMyApplication(ctx);
    return page({ questions: application?.questions ?? [], code: application?.code });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const form = await parseForm(request, AnswerSchema);
    if (!form.ok) return badRequest(form);

    const answered = await answerQuestion(ctx, form.data);
    if (!answered.ok && answered.reason === "asked-again")
      return conflict(
        form.refused("We asked another question meanwhile. Read it, then send your answer to all of them."),
        {},
        { code: undefined, asked: undefined },
      );
    if (!answered.ok) return badRequest(form.refused("There is no open question any more. Your answer was not stored."));
    return redirectTo("/account/application", { success: "Thank you. We have your answer." });
  });
}

export const meta = title("Your answer", "Your account");

export default function AnswerPage() {
  const { questions, code } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href="/account/application">Back to your application</BackLink>
      <PageTitle form={form}>Your answer</PageTitle>
      <Questions questions={questions} />
      <AnswerForm code={code} asked={questions.length} form={form} />
    </>
  );
}
