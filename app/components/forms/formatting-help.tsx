import { Details } from "~/components/ui/details";

/** What a text may hold: true of posts, pages and issues alike (`~/lib/markdown.server`). */
export const FormattingHelp = () => (
  <Details summary="Formatting help">
    <p>Lines stay as you type them. Lists and tables that you paste stay lists and tables.</p>
    <ul>
      <li>**two stars** make bold words, _underscores_ make them italic</li>
      <li>a line that starts with - or 1. and a space belongs to a list, one that starts with ## and a space is a heading</li>
      <li>a line that starts with &gt; and a space is a quote, which ends where such lines end</li>
      <li>web and email addresses become links by themselves; [words](address) is a link with words of your own</li>
      <li>an image becomes a link to it: ![what it shows](address)</li>
    </ul>
    <p>Whatever is none of these is shown as you typed it.</p>
  </Details>
);
