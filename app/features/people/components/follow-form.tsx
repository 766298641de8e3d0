import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { subjectPath } from "./subject-links";

/** Takes a subject among one's interests, or out of them, and says what that does. */
export const FollowForm = ({ slug, name, isChosen }: { slug: string; name: string; isChosen: boolean }) => (
  <Form action={`${subjectPath(slug)}/${isChosen ? "unfollow" : "follow"}`}>
    <p>
      {isChosen
        ? "This is one of your interests: what is new about it is offered to you first, unless you chose to be offered what everybody is. "
        : "Make it one of your interests, and what is new about it is offered to you first. "}
      If you chose to show your interests on your page, members see it there.{" "}
      <a href="/account/profile#interests">See or change your interests</a>
    </p>
    <Button look="secondary" hidden={name}>
      {isChosen ? "Stop following" : "Follow"}
    </Button>
  </Form>
);
