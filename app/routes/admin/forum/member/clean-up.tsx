import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { title } from "~/components/layout/title";
import { CLEAN_UP_REFUSALS } from "~/features/forum/clean-up/clean-up.policy";
import { CleanUpSchema, cleanUpOf, readChoice } from "~/features/forum/clean-up/clean-up.schema";
import { cleanUp, previewCleanUp, showPostsToCleanUp } from "~/features/forum/clean-up/clean-up.server";
import { cleanUpFormPath, staffCleanUpPath } from "~/features/forum/clean-up/clean-up-words";
import { ChooseCleanUp, PreviewCleanUp } from "~/features/forum/components/clean-up-form";
import { sanctionRefusal } from "~/features/forum/sanctions/sanction.policy";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

/** First what there is to choose from; with a choice in the address what removing it does, and the form that does it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", async (ctx) => {
    const ref = params.ref ?? "";
    const { search, searchParams } = new URL(request.url);
    const { choice, ...refused } = readChoice(request.url);
    if (choice) {
      const preview = await previewCleanUp(ctx, ref, choice);
      return page({ is: "preview" as const, ...preview, action: `${cleanUpFormPath(ref)}${search}`, submissionId: uuidv7() });
    }
    const after = searchParams.get("after");
    const form = Object.keys(refused.errors).length > 0 ? refused : undefined;
    return page({ is: "choice" as const, ...(await showPostsToCleanUp(ctx, ref, after)), after, form }, { status: form ? 400 : 200 });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "clean-up-member", async (ctx) => {
    const form = await parseForm(request, CleanUpSchema);
    if (!form.ok) return badRequest(form);
    const { choice } = readChoice(request.url);
    if (!choice) return badRequest(form.refused("Choose again what is removed."));

    const done = await cleanUp(ctx, params.ref ?? "", { ...cleanUpOf(form.data), choice });
    if (done.ok) return redirectTo(staffCleanUpPath(done.code), { success: "It is being removed, and they are told once it is." });
    if (done.by === "clean-up") return badRequest(form.refused(CLEAN_UP_REFUSALS[done.reason]));
    return badRequest(form.refused(...sanctionRefusal(done.reason, "kind")));
  });
}

export const meta = title("Clean up", "Manage");

export default function CleanUp() {
  const shown = useLoaderData<typeof loader>();
  const form = useForm();
  return shown.is === "preview" ? <PreviewCleanUp {...shown} form={form} /> : <ChooseCleanUp {...shown} />;
}
