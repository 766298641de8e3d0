import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { Details } from "~/components/ui/details";
import { AppealForm } from "~/features/forum/components/appeal-form";
import { HeldRecord } from "~/features/forum/components/held-record";
import { heldPath, staffHeldPath } from "~/features/forum/held/held.policy";
import { readHeld } from "~/features/forum/held/open-held.server";
import { asSignedIn } from "~/http/access/access.server";
import { useForm } from "~/http/forms/use-form";
import { page } from "~/http/responses.server";

/** For whoever wrote it; to the post once it stands. Moderators are led to theirs. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const { id: _, authorId: _author, ...held } = await readHeld(ctx, params.code ?? "");
    if (!held.isOwn) return redirect(staffHeldPath(held.code));
    return held.post ? redirect(held.post) : page(held);
  });
}

export const meta = title("What you posted", "Forum");

export default function Held() {
  const held = useLoaderData<typeof loader>();
  const path = heldPath(held.code);
  const form = useForm();
  return (
    <>
      <BackLink href="/forum/held">Your posts waiting</BackLink>
      <PageTitle
        form={form}
        intro={held.state === "waiting" ? "Only you and moderators can see it. You are told when one of them has decided." : undefined}
      >
        {held.state === "waiting" ? "Your post waits for a moderator" : "Your post was not let through"}
      </PageTitle>
      <HeldRecord held={held} />
      <Details summary="Your text, to copy">
        <pre className="pn-source">{held.source}</pre>
      </Details>
      {held.state === "waiting" ? (
        <Form action={`${path}/take-back`}>
          <p>
            {held.appeal
              ? "If you take your appeal back, the post stays declined. You cannot appeal again."
              : "If you take it back, it is deleted for good. Copy it first if you want to write it again."}
          </p>
          <Button look="secondary">{held.appeal ? "Take your appeal back" : "Take it back"}</Button>
        </Form>
      ) : held.appeal ? null : (
        <AppealForm path={path} refusal={null} form={form} />
      )}
    </>
  );
}
