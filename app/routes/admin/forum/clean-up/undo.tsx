import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { CLEAN_UP_UNDO_REFUSALS } from "~/features/forum/clean-up/clean-up.policy";
import { staffCleanUpPath } from "~/features/forum/clean-up/clean-up-words";
import { openCleanUp } from "~/features/forum/clean-up/clean-ups.queries.server";
import { undoCleanUp } from "~/features/forum/clean-up/undo-clean-up.server";
import { asConfidant } from "~/http/access/access.server";
import { page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", async (ctx) => {
    const { code, member } = await openCleanUp(ctx, params.code ?? "", null);
    return page({ path: staffCleanUpPath(code), member });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "undo-clean-up", async (ctx) => {
    const undone = await undoCleanUp(ctx, params.code ?? "");
    const said = undone.ok
      ? { success: "It is being put back, and they are told once it is." }
      : { refused: CLEAN_UP_UNDO_REFUSALS[undone.reason] };
    return redirectTo(staffCleanUpPath(params.code ?? ""), said);
  });
}

export const meta = title("Undo a clean-up", "Manage");

export default function Undo() {
  const { path, member } = useLoaderData<typeof loader>();
  return (
    <ConfirmPage title="Put all of it back?" action={`${path}/undo`} button="Put it back" back={path} warns={false}>
      <p>
        What {member} wrote is again as it was, for everybody who reads there, and what was declined waits again. They are told once. What
        others wrote since stays, and what was reported waits for a moderator again.
      </p>
      <p>
        Some may stay removed: what you cannot read, what they appealed about and nobody decided yet, what was moderated again since, and
        what may hold a patient’s details or was reported for them. Look at those one by one.
      </p>
    </ConfirmPage>
  );
}
