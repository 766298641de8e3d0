import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { DigestForm } from "~/features/forum/components/digest-form";
import { chooseDigest, myDigest } from "~/features/forum/digest/choose-digest.server";
import { DigestSchema } from "~/features/forum/digest/digest.schema";
import { listTags } from "~/features/forum/tags/tags.queries.server";
import { categoriesWatched } from "~/features/forum/watching/watched.queries.server";
import { asSignedIn } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, redirectToNoun } from "~/http/responses.server";
import { askTogether, foundBy } from "~/lib/ask-together.server";

/** Of a form that was refused: it alone, with what was typed. */
export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    redirectToNoun("/account/reach");
    return page(await askTogether(ctx.db, { digest: myDigest(ctx), categories: categoriesWatched(ctx), tags: foundBy(listTags(ctx)) }));
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const form = await parseForm(request, DigestSchema);
    if (!form.ok) return badRequest(form);

    await chooseDigest(ctx, form.data);
    return redirectTo("/account/reach", {
      success: form.data.every === "none" ? "You get no digest." : "Your digest is saved.",
    });
  });
}

export const meta = title("Digest of the forum", "Your account");

export default function Digest() {
  const { digest, categories, tags } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={["/account"]} />
      <PageTitle form={form}>Digest of the forum</PageTitle>
      <DigestForm digest={digest} categories={categories} tags={tags} form={form} />
    </>
  );
}
