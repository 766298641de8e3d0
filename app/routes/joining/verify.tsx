import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { SummaryList } from "~/components/ui/summary-list";
import { PASSWORD_REFUSALS } from "~/features/accounts/passwords/password.policy";
import { EnterSchema } from "~/features/membership/applications/application.schema";
import { findTyped, proveApplication } from "~/features/membership/applications/prove-application.server";
import { ClosedLink } from "~/features/membership/components/closed-link";
import { EnterForm } from "~/features/membership/components/enter-form";
import { findEntry } from "~/features/membership/enter-behind-link.server";
import { stillOffered } from "~/features/membership/joining-choices.server";
import { asLink } from "~/http/access/access.server";
import { keepBrowserKnown } from "~/http/access/known-browser.server";
import { signedInAs } from "~/http/access/signed-in-as.server";
import { parseForm } from "~/http/forms/forms.server";
import { countAttempt } from "~/http/forms/limits.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { maskAddress } from "~/lib/address";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asLink(request, "apply", params.token, async (ctx, { proof, state }, session) => {
    const typed = state === "open" ? await findTyped(ctx, proof) : null;
    if (state !== "open" || !typed) return page({ closed: state === "open" ? ("expired" as const) : state }, { status: 410 });
    const { fullName, jobTitle, organisation, interests, submissionId } = typed;
    const choices = await stillOffered(ctx, typed.listIds);
    return page({
      closed: null,
      action: new URL(request.url).pathname,
      address: maskAddress(proof.canonical),
      typed: { fullName, jobTitle, organisation, interests, choices: choices.map(({ label }) => label) },
      seen: submissionId,
      entry: await findEntry(ctx, proof, signedInAs(session)),
    });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asLink(request, "apply", params.token, async (ctx, { proof, state }, session) => {
    const form = await parseForm(request, EnterSchema);
    if (!form.ok) return badRequest(form);

    if (state === "open") await countAttempt("new-password", proof.id);
    const proven = await proveApplication(ctx, params.token ?? "", { ...form.data, signedInAs: signedInAs(session) });
    if (proven.ok && proven.isNew) {
      await keepBrowserKnown(ctx, proven.personId);
      return redirectTo("/register/received");
    }
    if (proven.ok) return redirectTo("/account/application", { success: SUCCESS[proven.outcome] });
    const { reason } = proven;
    if (reason in PASSWORD_REFUSALS)
      return badRequest(form.refused(PASSWORD_REFUSALS[reason as keyof typeof PASSWORD_REFUSALS], "password"));
    if (reason === "changed") return badRequest(form.refused("Somebody applied again with this address. Check what was typed now."));
    if (reason === "sign-in" || reason === "other-account") return badRequest(form.refused("Sign in with this address first."));
    return redirectTo(new URL(request.url).pathname);
  });
}

const SUCCESS = {
  waiting: "Your application is confirmed. It waits for a decision.",
  member: "You are a member already, so there was nothing to apply for.",
  before: "Your earlier application waits for a decision already. What you typed now was not added to it.",
};

export const meta = title("Confirm your application", "Join the network");

const CLOSED = {
  used: {
    title: "This link has been used",
    text: "The application was confirmed with it. Sign in to see how it stands.",
    next: { href: "/account/application", text: "See your application" },
  },
  expired: {
    title: "This link has expired",
    text: "Links like this work for 30 days, and what was typed is deleted then. Apply again to get a new one.",
    next: { href: "/register", text: "Apply again" },
  },
  superseded: {
    title: "A newer link has been sent",
    text: "You applied again, so only the link in the latest email works. Look for it in your inbox, or apply again tomorrow.",
    next: { href: "/register", text: "How to join" },
  },
};

export default function VerifyPage() {
  const data = useLoaderData<typeof loader>();
  const form = useForm();
  if (data.closed !== null) return <ClosedLink {...CLOSED[data.closed]} />;
  const { typed, entry, action, address, seen } = data;
  return (
    <>
      <PageTitle form={form} intro={`This is what was typed for ${address}.`}>
        Confirm your application
      </PageTitle>
      <SummaryList
        rows={[
          { label: "Full name", value: typed.fullName },
          { label: "Job title", value: typed.jobTitle },
          { label: "Organisation", value: typed.organisation },
          { label: "Interests", value: typed.interests.join(", ") },
          { label: "Emails asked for", value: typed.choices.join(", ") || "None" },
        ]}
      />
      <p>
        Something wrong? <a href="/register">Fill in the form again</a> with the same address, then come back to this page: it shows what
        was typed last.
      </p>
      <EnterForm entry={entry} action={action} button="Confirm application" hidden={{ seen }} form={form} />
      <p>If you did not apply, close this page. What was typed will be deleted.</p>
    </>
  );
}
