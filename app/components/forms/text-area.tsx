import { classNames } from "~/components/class-names";
import { Prose } from "~/components/ui/prose";
import { type BlockPlace, examplesFor } from "~/lib/markdown/block-examples";
import { MARKS } from "~/lib/markdown-marks";
import { Field, type FieldProps } from "./field";
import { typedText } from "./form-state";
import { FormattingHelp } from "./formatting-help";
import { useTyped } from "./kept-form";
import { LinkPicker } from "./link-picker";

type Props = FieldProps & {
  rows?: number;
  initial?: string;
  /** Stands behind what was typed before, unless it does already or the form came back. */
  added?: string;
  autoComplete?: "street-address";
  /** Buttons for Markdown above it, where scripts run. */
  toolbar?: boolean;
  /** Blocks of pages may stand in it: their help, and with `toolbar` a button for each. */
  blocks?: BlockPlace;
  /** What else its marks mean here. */
  help?: string;
  /** The address that answers what is typed as a fragment: shown below while it is written, where scripts run. */
  preview?: string;
  /** Beside it, where there is room. */
  beside?: boolean;
  /** The address that answers whom one may mean by what is typed behind an @ (`q`), as options: shown where scripts run. */
  people?: string;
};

export function TextArea({ rows = 8, initial, added, autoComplete, toolbar, blocks, help, preview, beside, people, ...field }: Props) {
  const typed = useTyped(field.form);
  return (
    <Field {...field} beside={beside} island={toolbar ? "markdown-toolbar" : undefined}>
      {({ id, describedBy, isWrong }) => (
        <>
          {toolbar ? <Toolbar id={id} /> : null}
          {toolbar && blocks ? <BlockToolbar id={id} place={blocks} /> : null}
          {toolbar ? <LinkPicker id={id} /> : null}
          <textarea
            className={classNames("pn-input", isWrong && "pn-input--wrong")}
            id={id}
            name={field.name}
            rows={rows}
            autoComplete={autoComplete}
            defaultValue={
              added && !field.form ? withAdded(typedText(typed, field.name, initial), added) : typedText(typed, field.name, initial)
            }
            aria-describedby={describedBy}
            aria-invalid={isWrong || undefined}
          />
          {people ? (
            <div className="pn-suggest" data-island="suggest-people" data-source={id} data-address={people}>
              <div id={`${id}-people`} role="listbox" tabIndex={-1} aria-label="Members" hidden />
            </div>
          ) : null}
          {toolbar ? <FormattingHelp more={blocks ? <BlocksHelp /> : help} /> : null}
          {preview ? (
            <section
              className="pn-live"
              data-island="live-preview"
              data-source={id}
              data-address={preview}
              aria-label="Preview"
              hidden={!typed?.html}
            >
              <p className="pn-live__name">Preview</p>
              <div data-shown="">{typed?.html ? <Prose html={typed.html} /> : null}</div>
            </section>
          ) : null}
        </>
      )}
    </Field>
  );
}

const withAdded = (text: string, added: string) => (text.includes(added.trim()) ? text : [text.trim(), added].filter(Boolean).join("\n\n"));

const WORDS = {
  bold: "Bold",
  italic: "Italic",
  heading: "Heading",
  link: "Link",
  list: "List",
  numbered: "Numbered list",
  quote: "Quote",
  table: "Table",
} as const;

const Toolbar = ({ id }: { id: string }) => (
  <div className="pn-toolbar" role="toolbar" aria-label="Formatting" aria-controls={id} hidden>
    {MARKS.map((mark) => (
      <button key={mark} type="button" className="pn-toolbar__button" data-mark={mark}>
        {WORDS[mark]}
      </button>
    ))}
  </div>
);

const BlockToolbar = ({ id, place }: { id: string; place: BlockPlace }) => (
  <div className="pn-toolbar" role="toolbar" aria-label="Blocks" aria-controls={id} hidden>
    {examplesFor(place).map(({ name, words }) => (
      <button key={name} type="button" className="pn-toolbar__button" data-block={name}>
        {words}
      </button>
    ))}
  </div>
);

const BlocksHelp = () => (
  <>
    lines of ::: make boxes, expanders, steps and more: <a href="/admin/content/blocks">all blocks, with an example of each</a>
  </>
);
