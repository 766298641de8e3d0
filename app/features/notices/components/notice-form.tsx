import { Form } from "~/components/forms/form";
import { type FormState, openedWith } from "~/components/forms/form-state";
import { Radios } from "~/components/forms/radios";
import { TextArea } from "~/components/forms/text-area";
import { TextField } from "~/components/forms/text-field";
import { Button } from "~/components/ui/button";
import { Details } from "~/components/ui/details";

type Props = {
  path: string;
  notice: { source: string; basedOn: number };
  /** What may stand in double brackets. */
  words: readonly string[];
  form?: FormState;
};

/** Writes the next version. Nothing is kept before it is published: the preview carries the text on. */
export const NoticeForm = ({ path, notice, words, form }: Props) => (
  <Form action={`${path}/preview`} also={[`${path}/publish`]} opened={{ basedOn: openedWith(form, "basedOn", String(notice.basedOn)) }}>
    <TextArea name="body" label="Text" hint="Markdown. Headings begin with ##." rows={24} initial={notice.source} form={form} />
    <Details summary="Words that are filled in">
      <p>Each stands for what the settings and the portal say on the day of publication:</p>
      <ul>
        {words.map((word) => (
          <li key={word}>
            <code>{`[[${word}]]`}</code>
          </li>
        ))}
      </ul>
    </Details>
    <TextField
      name="change"
      label="What changed, in one sentence"
      hint="Everybody can read it in the list of versions. Members are told in these words."
      form={form}
    />
    <Radios
      name="material"
      label="Does the change matter to members?"
      choices={[
        { value: "yes", label: "Yes", hint: "Each member is told once: by email, in their notifications and by a banner." },
        { value: "no", label: "No", hint: "A correction, or a change of wording that means the same." },
      ]}
      form={form}
    />
    <Button>Preview</Button>
  </Form>
);
