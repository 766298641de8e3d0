import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Checkbox } from "~/components/forms/checkbox";
import { Checkboxes } from "~/components/forms/checkboxes";
import { Form } from "~/components/forms/form";
import { openedWith } from "~/components/forms/form-state";
import { TextField } from "~/components/forms/text-field";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { NoticeLine } from "~/components/ui/notice-line";
import { StillRight } from "~/features/accounts/components/still-right";
import { findMyDetailsCheck } from "~/features/accounts/details/details-check.server";
import { getMyDetails, saveMyDetails } from "~/features/accounts/details/my-details.server";
import { ProfileSchema, shownDetails } from "~/features/accounts/details/profile.schema";
import { memberPath } from "~/features/forum/components/member-name";
import { writingBlocker } from "~/features/forum/topics/topic.policy";
import { DETAILS_REFUSALS } from "~/features/people/details.policy";
import { interestChoices } from "~/features/people/interest.schema";
import { asSignedIn } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { changedFrom } from "~/lib/shown";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const [{ details, offered, ref }, check] = await Promise.all([getMyDetails(ctx), findMyDetailsCheck(ctx)]);
    return page({ details, offered, check, own: writingBlocker(ctx.actor) === null ? memberPath(ref) : null });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const form = await parseForm(request, ProfileSchema);
    if (!form.ok) return badRequest(form);

    const { shown, ...typed } = form.data;
    const saved = await saveMyDetails(ctx, changedFrom(shown, typed));
    if (!saved.ok) return badRequest(form.refused(DETAILS_REFUSALS[saved.reason], saved.field));
    return redirectTo("/account", { success: "Your profile is saved." });
  });
}

export const meta = title("Your profile", "Your account");

export default function ProfilePage() {
  const { details, offered, check, own } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={["/account"]} />
      <PageTitle form={form}>Your profile</PageTitle>
      {check?.isStale ? <StillRight since={check.checkedAt} /> : null}
      {own ? (
        <p>
          <a href={own}>See the page about you</a>, as other members see it.
        </p>
      ) : null}
      <Form action="/account/profile" opened={{ shown: openedWith(form, "shown", shownDetails(details)) }}>
        <TextField
          name="fullName"
          label="Full name"
          hint="So that staff know who you are."
          autoComplete="name"
          initial={details.fullName}
          form={form}
        />
        <TextField
          name="displayName"
          label="Display name (optional)"
          hint="Shown beside what you write. Without one we show your full name."
          autoComplete="nickname"
          initial={details.displayName}
          form={form}
        />
        <TextField
          name="jobTitle"
          label="Job title (optional)"
          hint="So that colleagues know what you do."
          autoComplete="organization-title"
          initial={details.jobTitle}
          form={form}
        />
        <Checkbox
          name="showJobTitle"
          label="Others see my job title"
          hint="On the page about you, and beside what you write, for whoever can read that."
          initial={details.showJobTitle}
          form={form}
        />
        <TextField
          name="organisationName"
          label="Organisation (optional)"
          hint="Your practice or employer, as colleagues know it."
          autoComplete="organization"
          initial={details.organisationName}
          form={form}
        />
        <Checkbox
          name="showOrganisation"
          label="Others see my organisation"
          hint="In the same places."
          initial={details.showOrganisation}
          form={form}
        />
        <Checkboxes
          name="interests"
          label="Areas of interest (optional)"
          hint="Decides what is offered to you first. It never hides anything."
          choices={interestChoices(offered, details.interests)}
          initial={details.interests}
          form={form}
        />
        <Checkbox
          name="showInterests"
          label="Members see my interests"
          hint="On the page about you. What is not ticked here nobody sees but you and the staff who look after members."
          initial={details.showInterests}
          form={form}
        />
        <Checkbox
          name="personalise"
          label="Use my interests to choose what is offered to me"
          hint="Untick it, and you are offered what everybody is."
          initial={details.personalise}
          form={form}
        />
        <Checkbox
          name="showReading"
          label="Let colleagues see that I have read"
          hint="Members see your name under a topic that you read to its end from now on, unless somebody can post there without a name. Untick it, and it is gone everywhere at once; tick it again later, and what you read before you unticked it names you again."
          initial={details.showReading}
          form={form}
        />
        <NoticeLine purpose="to know who is a member, and so that colleagues know who writes" />
        <Button>Save</Button>
      </Form>
    </>
  );
}
