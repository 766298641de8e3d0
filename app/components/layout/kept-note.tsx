import { InsetText } from "../ui/inset-text";

/** What became of a form whose sender has something to do before it counts. */
export type Keeping = "kept" | "no-cookie" | "too-many" | "not-kept";

const WORDS: Record<Keeping, string> = {
  kept: "Nothing is sent or changed yet. We have kept what you typed: you see it again after this, if you go on within two hours and nobody else signs in on this browser first.",
  "no-cookie":
    "We could not keep what you typed: your browser refuses the cookie that this needs, or sent another form at the same moment. Go back and copy it before you go on, or allow cookies for this site.",
  "not-kept": "We could not keep what you typed. Go back and copy it before you go on.",
  "too-many":
    "We could not keep what you typed: too much was sent from here in the last ten minutes. Go back and copy it before you go on, or wait and send it again.",
};

/** Says what became of what was typed, on the page that came between. */
export const KeptNote = ({ keeping }: { keeping: Keeping | null }) => (keeping ? <InsetText>{WORDS[keeping]}</InsetText> : null);
