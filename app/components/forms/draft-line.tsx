import { Button } from "~/components/ui/button";
import type { Draft } from "./kept-form";

type Props = {
  address: string;
  draft: Draft | null;
  /** The form shows what was sent and came back: it stands nowhere else yet. */
  isUnsaved: boolean;
  words?: string;
};

/** Below a form that keeps drafts: saves one by hand, says when it was saved by itself, throws it away. */
export const DraftLine = ({ address, draft, isUnsaved, words = "Save draft" }: Props) => (
  <p className="pn-draft">
    <Button look="secondary" small to={address}>
      {words}
    </Button>
    {draft ? (
      <Button
        look="link"
        name="draft"
        value={draft.id}
        to={`/account/drafts/discard?${new URLSearchParams({ next: address.slice("/drafts".length) })}`}
      >
        Discard this draft
      </Button>
    ) : null}
    <span
      role="status"
      data-island="keep-draft"
      data-address={address.replace("/drafts/", "/drafts/typing/")}
      data-unsaved={isUnsaved ? "" : undefined}
    />
  </p>
);
