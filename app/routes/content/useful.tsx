import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Panel } from "~/components/ui/panel";
import { FeedbackForm } from "~/features/content/components/feedback-form";
import { FeedbackSchema } from "~/features/content/feedback/feedback.schema";
import { giveFeedback } from "~/features/content/feedback/give-feedback.server";
import { isGuidancePath, pageAddress, usefulPath } from "~/features/content/pages/page-path";
import { findPage } from "~/features/content/pages/pages.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { askerOf, countAttempt } from "~/http/forms/limits.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, notFound, page, redirectTo } from "~/http/responses.server";
import type { Ctx } from "~/lib/ctx";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const { path, title } = await getGuide(ctx, params["*"]);
    const asked = new URL(request.url).searchParams;
    const answer = (["yes", "no"] as const).find((each) => each === asked.get("answer"));
    return page({ path, title, answer, isSent: asked.has("sent"), submissionId: uuidv7() });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const form = await parseForm(request, FeedbackSchema);
    if (!form.ok) return badRequest(form);
    // a browser that fills in everything is no reason to lose what somebody missed
    if (form.data.website)
      return badRequest(form.refused("A field that nobody sees was filled in, as programs do. Check your answer and send it once more."));

    await countAttempt("feedback", askerOf(ctx));
    const guide = await getGuide(ctx, params["*"]);
    await giveFeedback(ctx, guide, form.data);
    // who has no session is told by an address of its own
    return redirectTo(`${usefulPath(guide.path)}?sent`);
  });
}

async function getGuide(ctx: Ctx, path = "") {
  return (isGuidancePath(path) ? await findPage(ctx, path) : null) ?? notFound();
}

export const meta = title("Was this useful?");

export default function Useful() {
  const { path, title, answer, isSent, submissionId } = useLoaderData<typeof loader>();
  const form = useForm();
  if (isSent && !form)
    return (
      <>
        <Panel title="Thank you for telling us">Whoever looks after the page reads it. We do not know who you are.</Panel>
        <p>
          <a href={pageAddress(path)}>Back to {quoted(title)}</a>
        </p>
      </>
    );
  return (
    <>
      <BackLink href={pageAddress(path)}>{`Back to ${quoted(title)}`}</BackLink>
      <PageTitle form={form} intro="Your answer helps us to make it better. We do not keep who gave it, so we cannot answer you.">
        Was {quoted(title)} useful?
      </PageTitle>
      <FeedbackForm action={usefulPath(path)} back={pageAddress(path)} answer={answer} submissionId={submissionId} form={form} />
    </>
  );
}
