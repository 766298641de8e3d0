import { Checkbox } from "~/components/forms/checkbox";
import { Checkboxes } from "~/components/forms/checkboxes";
import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { Radios } from "~/components/forms/radios";
import { Select } from "~/components/forms/select";
import { Button } from "~/components/ui/button";
import { InsetText } from "~/components/ui/inset-text";
import { HOURS } from "../digest/digest.schema";
import type { TagOfTopic } from "../types";
import { TagsField } from "./tags-field";

type Props = {
  digest: {
    every: "none" | "daily" | "weekly";
    hour: number;
    leftOut: readonly string[];
    tags: readonly string[];
    alsoSingles: boolean;
    isQuiet: boolean;
  };
  categories: readonly { slug: string; name: string }[];
  tags: readonly TagOfTopic[];
  form?: FormState;
};

/** Whether, how often and when one mail says what is new in the forum, and of what. */
export const DigestForm = ({ digest, categories, tags, form }: Props) => (
  <Form action="/account/reach/digest">
    {digest.isQuiet ? (
      <InsetText>
        <p>
          Your digest has ended, by the link in one of its emails or because you had not signed in for long. If you had it in place of
          single emails, those stay away too, until you save this form: with “No digest” they come again.
        </p>
      </InsetText>
    ) : null}
    <Radios
      name="every"
      label="One email that says what is new"
      hint="Five topics, first those that you watch, then those in which most people wrote, and how much is new in each category. Nothing that you read here, and no email when nothing is new. Who does not sign in for four weeks gets it once a week, and after two months more no longer."
      choices={[
        { value: "none", label: "No digest" },
        { value: "daily", label: "Every day" },
        { value: "weekly", label: "Every Monday" },
      ]}
      initial={digest.every}
      form={form}
    />
    <Select
      name="hour"
      label="When"
      hint="In UK time, summer and winter."
      choices={HOURS.map((hour) => ({ value: String(hour), label: nameOf(hour) }))}
      initial={String(digest.hour)}
      form={form}
    />
    <Checkboxes
      name="category"
      label="Categories in it"
      hint="What you muted is left out."
      choices={categories.map(({ slug, name }) => ({ value: slug, label: name }))}
      initial={categories.filter(({ slug }) => !digest.leftOut.includes(slug)).map(({ slug }) => slug)}
      form={form}
    />
    <TagsField
      tags={tags}
      initial={digest.tags}
      words={{ summary: "Tags in it", label: "Tags in it", hint: "Topics with these are in it wherever they are, but for what you muted." }}
      form={form}
    />
    <Checkbox
      name="singles"
      label="Also send single emails about replies and new topics that are in it"
      hint="Without this, the digest comes in place of them."
      initial={digest.alsoSingles}
      form={form}
    />
    <Button>Save the digest</Button>
  </Form>
);

const nameOf = (hour: number) => (hour === 0 ? "Midnight" : hour === 12 ? "Midday" : hour < 12 ? `${hour}am` : `${hour - 12}pm`);
