import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { SentBefore } from "~/components/forms/sent-before";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { InsetText } from "~/components/ui/inset-text";
import { ApplySchema } from "~/features/membership/applications/application.schema";
import { applyToJoin } from "~/features/membership/applications/apply-to-join.server";
import { ApplyForm } from "~/features/membership/components/apply-form";
import { getJoiningForm } from "~/features/membership/joining-choices.server";
import { DETAILS_REFUSALS } from "~/features/people/details.policy";
import { getSettings } from "~/features/settings/settings.queries.server";
import { answerTime } from "~/features/settings/site-settings";
import { asAnyone } from "~/http/access/access.server";
import { currentExchange } from "~/http/exchange.server";
import { isTooFast, stampForm } from "~/http/forms/form-clock.server";
import { parseForm } from "~/http/forms/forms.server";
import { countOrSlowDown } from "~/http/forms/limits.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, sentBefore } from "~/http/responses.server";
import { hasRole } from "~/lib/ctx";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const [form, site] = await Promise.all([getJoiningForm(ctx), getSettings(ctx)]);
    const isMember = hasRole(ctx.actor, "member");
    return page({ ...form, submissionId: uuidv7(), shownAt: stampForm(), isMember, answerTime: answerTime(site) });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const form = await parseForm(request, ApplySchema);
    if (!form.ok) return badRequest(form);

    const { comments, shownAt, ...application } = form.data;
    const { client } = currentExchange();
    if (isTooFast(shownAt)) await countOrSlowDown("register-in-haste", client);
    await countOrSlowDown("register", client);
    const applied = comments === "" ? await applyToJoin(ctx, application) : null;
    if (applied && !applied.ok) {
      if (applied.reason === "sent-before") return sentBefore(form, { text: applied.text, href: null });
      return badRequest(form.refused(DETAILS_REFUSALS[applied.reason], applied.reason === "posing" ? "fullName" : "interests"));
    }
    return redirectTo("/register/check-your-email");
  });
}

export const meta = title("Join the network");

export default function RegisterPage() {
  const { isMember, answerTime, ...shown } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <PageTitle form={form} intro="Membership is free. It belongs to you, not to your practice, and goes with you when you change jobs.">
        Join the network
      </PageTitle>
      {isMember ? <InsetText>You are a member already. There is nothing to apply for.</InsetText> : null}
      <h2>Who may join</h2>
      <p>
        People who run a general practice or a primary care network in the NHS: practice, business and operations managers, their deputies
        and assistants, and managing partners, whatever your contract calls it. Specialists come in by invitation of the steering group.
      </p>
      <p>
        We cannot admit suppliers, recruiters or journalists. Our <a href="/guidance">open guidance</a> and{" "}
        <a href="/newsletters">newsletters</a> are there for everybody.
      </p>
      <h2>How it works</h2>
      <ol>
        <li>You fill in this form. It takes about two minutes.</li>
        <li>We send you an email. The page behind its link asks you to confirm, and to choose a password.</li>
        <li>We check that you work where you say. Most people hear within {answerTime}. If the answer is no, we tell you why.</li>
      </ol>
      <h2>Apply</h2>
      <SentBefore form={form} />
      <ApplyForm {...shown} form={form} />
    </>
  );
}
