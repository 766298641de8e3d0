import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { Radios } from "~/components/forms/radios";
import { TextField } from "~/components/forms/text-field";
import { Button } from "~/components/ui/button";
import type { Focal } from "../file-html";
import { FOCAL_PLACES, placeOf } from "../library/describe.schema";
import { libraryPath } from "../library/library-filter";

type Props = {
  code: string;
  description: string;
  /** Of a picture: how it looks, and which part of it stays where it is cropped. */
  picture: ({ src: string } & Focal) | null;
  form?: FormState;
};

/** What a file is, and of a picture what must be seen of it. With scripts a click on the picture says where that is. */
export const DescribeForm = ({ code, description, picture, form }: Props) => (
  <Form action={libraryPath(code)}>
    <TextField
      name="description"
      label={picture ? "What the picture shows" : "What the file is"}
      hint={
        picture
          ? "For those who do not see it. It is offered where the picture is put into a text; texts that have it keep their own words. Leave it empty for decoration."
          : "It is offered as the words of its link. Texts that have it keep their own words."
      }
      initial={description}
      form={form}
    />
    {picture ? (
      <div data-island="focal-point">
        <Radios
          name="place"
          label="What has to be seen where the picture is cropped"
          hint="On cards and on the front page a picture may lose its edges. Elsewhere all of it is shown."
          choices={[
            ...Object.entries(FOCAL_PLACES).map(([value, { label }]) => ({ value, label })),
            { value: "point", label: "A point that I give" },
          ]}
          initial={placeOf(picture)}
          form={form}
          small
        />
        <TextField
          name="focalX"
          label="Point: per cent from the left"
          inputMode="numeric"
          width={5}
          initial={String(picture.focalX)}
          form={form}
        />
        <TextField
          name="focalY"
          label="Point: per cent from the top"
          inputMode="numeric"
          width={5}
          initial={String(picture.focalY)}
          form={form}
        />
        <p hidden>Or click what has to be seen:</p>
        <img className="pn-focal" src={picture.src} alt="" hidden />
        <p role="status" />
      </div>
    ) : null}
    <Button>Save</Button>
  </Form>
);
