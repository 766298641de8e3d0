import { may } from "~/features/permissions/permissions";
import type { Actor } from "~/lib/ctx";

export const publishBlocker = (actor: Actor): null | "not-an-author" => (may(actor, "publish-notices") ? null : "not-an-author");

export type PublishBlocker =
  | { reason: "nobody-named" }
  | { reason: "unknown-words"; words: string[] }
  | { reason: "same-text" }
  | { reason: "changed-meanwhile"; version: number };

/** What an author reads when a version cannot be published. */
export function publishRefusal(blocker: PublishBlocker): string {
  switch (blocker.reason) {
    case "nobody-named":
      return "Name the controller and the data protection officer in the settings first: a notice without them is not lawful.";
    case "unknown-words":
      return `There is nothing to fill in for ${blocker.words.map((word) => `[[${word}]]`).join(", ")}. Use the words listed below.`;
    case "same-text":
      return "This is the text that is there already. Change it, or leave it as it is.";
    case "changed-meanwhile":
      return `Version ${blocker.version} was published after you opened this page. Compare it with your text, then publish yours again.`;
  }
}
