import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { getMember } from "~/features/accounts/member-page.queries.server";
import { memberPath } from "~/features/forum/components/member-name";
import { IGNORE_REFUSALS } from "~/features/forum/ignoring/ignore.policy";
import { ignoreMember, stopIgnoring } from "~/features/forum/ignoring/ignore-member.server";
import { asMember, asSignedIn } from "~/http/access/access.server";
import { lastWord } from "~/http/forms/press.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asMember(request, async (ctx) => redirectToNoun(memberPath((await getMember(ctx, params.ref!)).ref)));
}

/** Done on the page about a member, and taken back there or in the list of one's account. */
export async function action({ request, params }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const ref = params.ref!;
    if (lastWord(request) === "stop-ignoring") {
      await stopIgnoring(ctx, ref);
      return redirectTo("/account/ignored", { success: "Their posts are shown again, and you are told of them." });
    }
    const ignored = await ignoreMember(ctx, ref);
    if (!ignored.ok) return redirectTo(memberPath(ref), { refused: IGNORE_REFUSALS[ignored.reason] });
    return redirectTo(memberPath(ref), { success: `You ignore ${ignored.name}. They are not told.` });
  });
}
