import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { Prose } from "~/components/ui/prose";

type Props = {
  path: string;
  html: string;
  typed: { body: string; change: string; material: "yes" | "no"; basedOn: number };
};

/** The text as it would stand on the site, with the button that puts it there. */
export const NoticePreview = ({ path, html, typed }: Props) => (
  <>
    <Form action={`${path}/publish`} hidden={{ ...typed, basedOn: String(typed.basedOn) }}>
      <p>
        What changed: {typed.change} {typed.material === "yes" ? "Each member will be told of it once." : "Nobody will be told of it."}
      </p>
      <Button>{typed.material === "yes" ? "Publish and tell members" : "Publish"}</Button>
    </Form>
    <section aria-label="Preview" className="pn-preview">
      <Prose html={html} />
    </section>
    <h2>Change it further</h2>
  </>
);
