import { createContext, useContext } from "react";
import { Button } from "~/components/ui/button";
import { withoutEmptyEnds } from "~/lib/unseen";
import type { FormState } from "./form-state";
import { KeptFormsContext, UnshownFormsContext, WRITER_FIELD } from "./kept-form";

/**
 * A form that came to nothing: where it was sent to, what was in it, for whom its page was made, and
 * whether that is all and can be sent again.
 */
export type SentForm = { path: string; values: FormState["values"]; writer: string | null; isWhole: boolean };

/** Around every page: the form that it answers. */
export const SentFormContext = createContext<SentForm | null>(null);

/** Fields that nobody sees or types in, with values that are no plain codes. */
const UNSEEN = new Set(["next", "seen", "shown", "shownAt", "basedOn", "readers", "given", "vouch", "finishedAt"]);
/** A choice, a number, an id. A single short word in small letters looks like one, and is soon typed again. */
const CODE = /^[a-z\d_-]{1,40}$/;

const pairsOf = (values: FormState["values"]) =>
  Object.entries(values).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const));

/** What of a form somebody typed: neither choices nor what nobody sees. */
export const textsIn = (values: FormState["values"]): string[] =>
  pairsOf(values)
    .filter(([name, value]) => value && !UNSEEN.has(name) && !CODE.test(value))
    .map(([, value]) => withoutEmptyEnds(value));

/** What was typed is not lost with the answer: it can be copied and, where waiting helps, sent again. It stands in this page alone. */
export function SentFormAgain({ status }: { status: number }) {
  const sent = useContext(SentFormContext);
  const { onShown } = useContext(KeptFormsContext);
  if (!sent) return null;
  onShown(sent);
  // after a fault it may have been done: only a form that is known by its number is sent again without harm
  const mayWork = sent.isWhole && (status === 429 || (status >= 500 && "submissionId" in sent.values));
  const texts = textsIn(sent.values);
  return (
    <>
      {mayWork ? (
        <form action={sent.path} method="post" noValidate data-island="disable-twice">
          {pairsOf(sent.values).map(([name, value], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes
            <input key={index} type="hidden" name={name} value={value} />
          ))}
          {sent.writer ? <input type="hidden" name={WRITER_FIELD} value={sent.writer} /> : null}
          <Button>Try again</Button>
        </form>
      ) : null}
      {texts.length > 0 ? (
        <section aria-labelledby="typed">
          <h2 id="typed">What you typed</h2>
          <Texts texts={texts} />
        </section>
      ) : null}
    </>
  );
}

/** What was kept for this page or sent to it, which has no form for it any more: a topic was locked meanwhile, say, or may not be read. */
export function UnshownForms() {
  const texts = useContext(UnshownFormsContext).flatMap(({ values }) => textsIn(values));
  return texts.length > 0 ? (
    <section id="kept" aria-labelledby="unshown">
      <h2 id="unshown">What you typed was not sent</h2>
      <p>The form that you sent it with is not here any more. Copy what you need: it is shown this once.</p>
      <Texts texts={texts} />
    </section>
  ) : null;
}

const Texts = ({ texts }: { texts: readonly string[] }) =>
  texts.map((text, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes
    <pre key={index} className="pn-source">
      {text}
    </pre>
  ));
