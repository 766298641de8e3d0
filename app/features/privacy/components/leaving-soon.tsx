import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { When } from "~/components/ui/when";

/** The days in between. */
export const LeavingSoon = ({ dueAt, posts }: { dueAt: string; posts: "keep" | "delete" }) => (
  <>
    <Breadcrumbs crumbs={["/account"]} />
    <PageTitle>You are leaving</PageTitle>
    <p>
      On <When at={dueAt} time /> your account is closed, and your details are erased.{" "}
      {posts === "keep" ? "What you wrote in the forum stays, without your name." : "What you wrote in the forum is removed."}
    </p>
    <p>Until then you can sign in, read and write, and we send you nothing but what concerns your rights and the safety of your account.</p>
    <Form action="/account/leave/stay">
      <Button>Stay</Button>
    </Form>
    <p>
      You may want <a href="/account/privacy/copy">a copy of everything</a> before you go.
    </p>
  </>
);
