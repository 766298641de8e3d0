import type { ReactNode } from "react";
import { Details } from "~/components/ui/details";

/** What a text may hold: true of posts, pages and issues alike (`~/lib/markdown.server`). */
export const FormattingHelp = ({ more }: { more?: ReactNode }) => (
  <Details summary="Formatting help">
    <p>Lines stay as you type them. Lists and tables that you paste stay lists and tables.</p>
    <ul>
      <li>**two stars** make bold words, _underscores_ or *one star* make them italic, ~~two tildes~~ strike them out</li>
      <li>a line that starts with - or * or • or 1. and a space belongs to a list, which ends at a line that is not indented</li>
      <li>a line that starts with # or ## and a space is a heading</li>
      <li>a line that starts with &gt; and a space is a quote, which ends where such lines end</li>
      <li>
        web and email addresses become links by themselves; [words](address) is a link with words of your own; for a page or topic of this
        site, copy the address that your browser shows there
      </li>
      <li>an image becomes a link to it: ![what it shows](address)</li>
      <li>a line of |cells|like these| with a line of |---|---| below it starts a table, which ends at a line without |</li>
      <li>a line of --- or *** or ___ alone is a line across the page</li>
      <li>`backticks` show words as they are; so do a line of ``` or ~~~ before several lines and one behind them</li>
      {more ? <li>{more}</li> : null}
    </ul>
    <p>Whatever is none of these is shown as you typed it.</p>
  </Details>
);
