import { Button } from "~/components/ui/button";
import { Details } from "~/components/ui/details";
import { Checkbox } from "./checkbox";
import { Field } from "./field";
import { errorOf, type FormState } from "./form-state";
import { FILE_FIELD } from "./kept-form";
import { TextField } from "./text-field";

type Props = {
  /** Where the form is sent with its file. */
  address: string;
  form?: FormState;
};

/** Below a form that keeps drafts: adds a picture or file to its text, without which nothing else is sent. */
export const AddFile = ({ address, form }: Props) => (
  <Details summary="Add a picture or file" open={[FILE_FIELD, "alternative"].some((name) => errorOf(form, name) !== undefined)}>
    <div data-island="add-file" data-address={address.replace("/files/add/", "/files/add/typing/")}>
      <AddFileFields form={form} />
      <Button look="secondary" small to={address} files>
        Add to the text
      </Button>
      <p role="status" />
    </div>
  </Details>
);

const PICTURES = ".jpg,.jpeg,.png,.webp,.gif,.heic,.heif";
const PICTURE_HINT =
  "Up to 10 MB: JPEG, PNG, WebP, GIF or HEIC. An SVG can carry programs, so it is refused: save it as PNG. We take out where and with what a photo was taken.";
const FILE_HINT =
  "Up to 10 MB: a picture (JPEG, PNG, WebP, GIF or HEIC), or a PDF, Word, Excel, PowerPoint, OpenDocument, CSV or text file. We take out of a picture where and with what it was taken. Other files are handed on as they are, with what they say about their author.";

/** What is asked about a picture or file, with what can be added; or about a picture alone. */
export const AddFileFields = ({ form, pictures = false }: { form?: FormState; pictures?: boolean }) => (
  <>
    <Field name={FILE_FIELD} label={pictures ? "Picture" : "Picture or file"} hint={pictures ? PICTURE_HINT : FILE_HINT} form={form}>
      {({ id, describedBy, isWrong }) => (
        <input
          className="pn-file"
          id={id}
          name={FILE_FIELD}
          type="file"
          accept={pictures ? PICTURES : `${PICTURES},.pdf,.docx,.xlsx,.pptx,.odt,.ods,.csv,.txt`}
          aria-describedby={describedBy}
          aria-invalid={isWrong || undefined}
        />
      )}
    </Field>
    <TextField
      name="alternative"
      label="What the picture shows"
      hint="In a few words, for those who do not see it. For a file: what its link says, if not its name. Show nobody’s patients: no name, face, letter or screen."
      form={form}
    />
    <Checkbox name="decoration" label="The picture is only decoration" form={form} small />
  </>
);
