import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { removeNote } from "~/features/forum/sanctions/note-on-member.server";
import { staffMemberPath } from "~/features/forum/sanctions/sanction-words";
import { asConfidant } from "~/http/access/access.server";
import { type Presses, press } from "~/http/forms/press.server";
import { redirectToNoun } from "~/http/responses.server";

const pressesOf = (ref: string): Presses => ({
  remove: { does: (ctx, code) => removeNote(ctx, ref, code), says: "The note is removed." },
});

export async function loader({ request, params: { ref = "" } }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", () => redirectToNoun(staffMemberPath(ref)));
}

export async function action({ request, params: { ref = "", code = "" } }: ActionFunctionArgs) {
  return asConfidant(request, "note-on-member", (ctx) => press(ctx, request, pressesOf(ref), { on: code, to: staffMemberPath(ref) }));
}
