import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { Panel } from "~/components/ui/panel";
import { When } from "~/components/ui/when";
import { findReceipt } from "~/features/enquiries/enquiries.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { page, redirectTo } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const receipt = await findReceipt(ctx, new URL(request.url).searchParams.get("reference"));
    if (!receipt) throw await redirectTo("/contact");
    const { code, category, dueAt, state } = receipt;
    return page({ code, category, dueAt, isDone: state === "closed", isSignedIn: ctx.actor.kind === "person" });
  });
}

export const meta = title("Sent", "Contact us");

export default function SentPage() {
  const { code, category, dueAt, isDone, isSignedIn } = useLoaderData<typeof loader>();
  return (
    <>
      <Panel title="Sent">
        Your reference is <strong className="pn-reference">{code}</strong>
      </Panel>
      <h2>What happens next</h2>
      <p>
        <Next category={category} dueAt={dueAt} isDone={isDone} />
      </p>
      {isSignedIn ? null : (
        <p>
          We have sent an email with this reference to the address that you gave, at most once a day for the same kind of question.{" "}
          {category === "stop-contact"
            ? "It has a link: the page behind it makes everything stop at once."
            : "It has a link to confirm that the address is yours. You get an answer whether you use it or not."}
        </p>
      )}
      <p>
        If you have to add something, <a href="/contact">write again</a> and name the reference.
      </p>
    </>
  );
}

function Next({ category, dueAt, isDone }: { category: string; dueAt: string; isDone: boolean }) {
  if (category === "stop-contact")
    return isDone ? (
      <>All newsletters and everything else that we send by your choice has ended.</>
    ) : (
      <>
        We stop all newsletters and everything else that is sent by choice by <When at={dueAt} /> at the latest.
      </>
    );
  if (category === "complaint")
    return (
      <>
        We acknowledge your complaint by <When at={dueAt} />, look into it, and tell you the outcome.{" "}
        <a href="/complaints">What happens then</a>
      </>
    );
  return (
    <>
      You can expect our answer by <When at={dueAt} />.
    </>
  );
}
