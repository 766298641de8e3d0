import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { asAnyone } from "~/http/access/access.server";
import { nextOf } from "~/http/access/next-path";
import { page, redirectTo } from "~/http/responses.server";

/**
 * Whether the browser took the cookie is known only when it asks again: on to where one was going, or the reason why one is not signed in.
 */
export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, (_ctx, session) => {
    const next = nextOf(request);
    return session.stored ? redirectTo(next) : page({ next });
  });
}

export const meta = title("Your browser did not keep you signed in", "Sign in");

export default function SignInCheckPage() {
  const { next } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle>Your browser did not keep you signed in</PageTitle>
      <p>
        Who is signed in is remembered in a <a href="/cookies">cookie</a> until the browser closes, and your browser refused it. Allow
        cookies for this site, then <a href={`/sign-in?${new URLSearchParams({ next })}`}>sign in again</a>.
      </p>
      <p>
        Without cookies you can still read open pages, search, <a href="/contact">ask us a question</a> and{" "}
        <a href="/newsletters/manage">manage what we send you</a>.
      </p>
    </>
  );
}
