import type { BlockForm } from "./directives";

type Example = { name: string; words: string; what: string; text: string; pagesOnly?: boolean; inSnippet?: false };

/** Each block with what it is for, as the help shows it and a button puts it into a text. */
export const BLOCK_EXAMPLES: readonly Example[] = [
  {
    name: "note",
    words: "Note or tip",
    what: "Something worth knowing beside the text. Write note or tip; words behind it become its title.",
    text: ":::tip\nPut the rota where the whole team can see it.\n:::",
  },
  {
    name: "important",
    words: "Important",
    what: "What nobody should miss. Write warning in place of important where something can go wrong.",
    text: ":::important\nSend the return by 31 March.\n:::",
  },
  {
    name: "details",
    words: "Expander",
    what: "Words that only some readers need, folded away behind their title. They are printed open.",
    text: ":::details How the sum is worked out\nThe list size on 1 April, divided by four.\n:::",
  },
  {
    name: "steps",
    words: "Steps",
    what: "A numbered list of what to do, one step after the other.",
    text: ":::steps\n1. Check the register.\n2. Send the letters.\n3. Note who answered.\n:::",
  },
  {
    name: "cards",
    words: "Cards",
    what: "A list of links, each as a card with its words below.",
    text: ":::cards\n- [Guidance](/guidance)\n  All our guides in one place.\n- [News](/news)\n  What is new.\n:::",
  },
  {
    name: "contact",
    words: "Contact",
    what: "Who can be asked. Words behind contact become the title.",
    text: ":::contact Ask the network\nWrite through [the contact page](/contact).\n:::",
  },
  {
    name: "footnote",
    words: "Footnote",
    what: "A mark in the text, and its words in a line of their own. All notes stand at the end.",
    text: "The sum is for a whole year.[^1]\n\n[^1]: From 1 April to 31 March.",
    inSnippet: false,
  },
  {
    name: "snippet",
    words: "Snippet",
    what: "Words that are kept once, in the list of snippets. Where they change there, they change on each page.",
    text: "::snippet opening-hours",
    pagesOnly: true,
    inSnippet: false,
  },
  {
    name: "latest-news",
    words: "Latest news",
    what: "The newest articles that the reader may read. The number is how many, up to 10.",
    text: "::latest-news 3",
    pagesOnly: true,
  },
  {
    name: "topics",
    words: "Topics",
    what: "The latest topics of a category of the forum, for those who may read it. Write the last part of its address, and how many.",
    text: "::topics tea-room 5",
    pagesOnly: true,
  },
];

/** Where blocks are written: in a page, in what a mail says, or in a snippet of pages. */
export type BlockPlace = BlockForm | "snippet";

export const examplesFor = (place: BlockPlace) =>
  BLOCK_EXAMPLES.filter(({ pagesOnly, inSnippet }) => (place === "mail" ? !pagesOnly : place === "page" || inSnippet !== false));

/** Puts an example in behind the paragraph in which the cursor is, as blocks stand by themselves. */
export function putBlock({ text, end }: { text: string; end: number }, name: string) {
  const example = BLOCK_EXAMPLES.find((each) => each.name === name)!.text;
  const behind = text.indexOf("\n\n", end);
  const at = behind < 0 ? text.length : behind;
  const before = text.slice(0, at).trimEnd() === "" ? "" : "\n\n";
  const from = at - (text.slice(0, at).length - text.slice(0, at).trimEnd().length);
  const start = from + before.length;
  return { from, to: at, insert: `${before}${example}${behind < 0 ? "\n" : ""}`, start, end: start + example.length };
}
