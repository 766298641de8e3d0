import { Form } from "~/components/forms/form";
import { TextField } from "~/components/forms/text-field";
import { Button } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { countWords } from "~/features/content/pages/page-list";
import { pageAddress } from "~/features/content/pages/page-path";
import { pickerPath } from "~/features/content/pages/place-picker";
import { PageWay, type Step } from "./page-way";

export type Places = {
  q: string;
  way: readonly Step[];
  pages: readonly (Step & { path: string; below: number })[];
  next: string | null;
};

type Props = {
  places: Places;
  /** The page of the picker, with what else it asks. */
  base: string;
  /** Where a choice leads: below a page, or at the top. */
  chosen: (code: string | null) => string;
};

/** A place in the tree, found by opening pages or by a word; each choice is a link. */
export function PlacePicker({ places: { q, way, pages, next }, base, chosen }: Props) {
  const [action, asked = ""] = base.split("?");
  const here = way.at(-1);
  return (
    <>
      <Form action={action!} method="get" className="pn-filter">
        {[...new URLSearchParams(asked)].map(([name, value]) => (
          <input key={`${name}-${value}`} type="hidden" name={name} value={value} />
        ))}
        <TextField name="q" label="Words of the title or address" initial={q} />
        <Button look="secondary">Search</Button>
      </Form>
      {q ? (
        <p>
          <a href={pickerPath(base, {})}>See all pages instead</a>
        </p>
      ) : (
        <>
          <PageWay home={null} way={way} opened={(code) => pickerPath(base, { at: code })} links={false} />
          <p>
            <a href={chosen(here?.code ?? null)}>{here ? `Put it below ${here.title}` : "Put it at the top"}</a>
          </p>
        </>
      )}
      {pages.length === 0 ? (
        <EmptyState text={q ? "No page has these words in its title or address." : "There are no pages below this one yet."} />
      ) : (
        <ul className="pn-rows">
          {pages.map(({ code, title, path, below }) => (
            <li key={code}>
              <p className="pn-rows__title">
                <a href={chosen(code)}>Below {title}</a>
              </p>
              <p className="pn-meta">
                {pageAddress(path)}
                {below > 0 ? (
                  <>
                    {" · "}
                    <a href={pickerPath(base, { at: code })}>
                      Open {countWords(below)}
                      <span className="nhsuk-u-visually-hidden"> below {title}</span>
                    </a>
                  </>
                ) : null}
              </p>
            </li>
          ))}
        </ul>
      )}
      <NextPrevious next={next ? pickerPath(base, { at: here?.code, after: next }) : null} label="More pages" />
    </>
  );
}
