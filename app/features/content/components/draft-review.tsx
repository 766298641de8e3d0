import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { InsetText } from "~/components/ui/inset-text";
import { When } from "~/components/ui/when";
import { editPath } from "~/features/content/pages/edit-path";
import type { Moment } from "../types";

type Props = { page: { code: string; reviewAskedAt: Moment | null; reviewAskedBy: string | null; needsAnother: boolean } };

/** Who waits for a review, and since when. */
export const AskedLine = ({ asked: { at, by } }: { asked: { at: Moment; by: string | null } }) => (
  <>
    {`${by ?? "Somebody"} asked for a review on `}
    <When at={at} time />.
  </>
);

/** Whether the draft of a page waits for another editor, and how it comes to that. */
export const DraftReview = ({ page: { code, reviewAskedAt, reviewAskedBy, needsAnother } }: Props) =>
  reviewAskedAt ? (
    <InsetText>
      <p>
        <AskedLine asked={{ at: reviewAskedAt, by: reviewAskedBy }} />{" "}
        <a href={editPath(code, "comments")}>Read the draft and its comments</a>
      </p>
    </InsetText>
  ) : (
    <Form action={editPath(code, "ask-for-review")}>
      {needsAnother ? <p>You wrote this text, so another editor publishes it.</p> : null}
      <Button look={needsAnother ? undefined : "secondary"}>Ask for a review</Button>
    </Form>
  );
