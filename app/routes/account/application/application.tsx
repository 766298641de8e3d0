import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { InsetText } from "~/components/ui/inset-text";
import { SummaryList } from "~/components/ui/summary-list";
import { When } from "~/components/ui/when";
import { isUndecided } from "~/features/membership/applications/application.policy";
import { findMyApplication } from "~/features/membership/applications/my-application.server";
import { AnswerForm } from "~/features/membership/components/answer-form";
import { Questions } from "~/features/membership/components/questions";
import { ApplicationTag } from "~/features/membership/components/state-tag";
import type { ApplicationState } from "~/features/membership/types";
import { getSettings } from "~/features/settings/settings.queries.server";
import { answerTime } from "~/features/settings/site-settings";
import { asSignedIn } from "~/http/access/access.server";
import { useForm } from "~/http/forms/use-form";
import { page } from "~/http/responses.server";
import { hasRole } from "~/lib/ctx";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const [application, site] = await Promise.all([findMyApplication(ctx), getSettings(ctx)]);
    return page({ application, isMember: hasRole(ctx.actor, "member"), answerTime: answerTime(site) });
  });
}

export const meta = title("Your application", "Your account");

const nextSteps = (answerTime: string): Record<ApplicationState, string> => ({
  unproven: "",
  waiting: `It waits for a decision. Most people hear from us by email within ${answerTime}.`,
  asked: "We have a question. Your application waits until you answer it.",
  approved: "You are a member. Pages for members are open to you.",
  declined: "We could not approve it. You can apply again at any time.",
  withdrawn: "You took it back. You can apply again at any time.",
});

export default function MyApplicationPage() {
  const { application, isMember, answerTime } = useLoaderData<typeof loader>();
  const form = useForm();
  if (!application)
    return (
      <>
        <PageTitle>Your application</PageTitle>
        <EmptyState text={isMember ? "You are a member. There is no application." : "You have not applied to join."}>
          {isMember ? null : <ButtonLink href="/register">How to join</ButtonLink>}
        </EmptyState>
      </>
    );
  const { code, state, questions, decisionReason } = application;
  return (
    <>
      <PageTitle form={form} intro={nextSteps(answerTime)[state]}>
        Your application
      </PageTitle>
      {state === "declined" && decisionReason ? (
        <InsetText>
          <p className="pn-source">{decisionReason}</p>
        </InsetText>
      ) : null}
      <SummaryList
        rows={[
          { label: "State", value: <ApplicationTag state={state} /> },
          { label: "Sent", value: <When at={application.createdAt} /> },
          { label: "Full name", value: application.fullName },
          { label: "Job title", value: application.jobTitle },
          { label: "Organisation", value: application.organisation },
          { label: "Interests", value: application.interests.join(", ") },
        ]}
      />
      {questions.length > 0 ? (
        <section aria-labelledby="questions">
          <h2 id="questions">What we asked</h2>
          <Questions questions={questions} />
        </section>
      ) : null}
      {state === "asked" ? <AnswerForm code={code} asked={questions.length} form={form} /> : null}
      {isUndecided(state) ? (
        <p>
          <a href="/account/application/withdraw">Take your application back</a>
        </p>
      ) : null}
      {state === "declined" || state === "withdrawn" ? <ButtonLink href="/register">Apply again</ButtonLink> : null}
    </>
  );
}
