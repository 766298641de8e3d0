import { z } from "zod";
import { inOneLine } from "~/lib/unseen";
import { WORDS_MAX } from "./search-words.policy";

const GROUP_MAX = 500;
const ADDRESS_MAX = 300;

export const SynonymSchema = z.object({
  group: z
    .string("Enter words that mean the same")
    .overwrite(inOneLine)
    .min(1, "Enter words that mean the same")
    .max(GROUP_MAX, `Words that mean the same must be ${GROUP_MAX} characters or less`),
});

/** The words that a list is opened for. */
export const readWords = (request: Request): string => inOneLine(new URL(request.url).searchParams.get("words") ?? "").slice(0, WORDS_MAX);

export const PinSchema = z.object({
  words: z
    .string("Enter the words")
    .overwrite(inOneLine)
    .min(1, "Enter the words")
    .max(WORDS_MAX, `Words must be ${WORDS_MAX} characters or less`),
  page: z
    .string("Enter the address of a page")
    .overwrite(inOneLine)
    .min(1, "Enter the address of a page")
    .max(ADDRESS_MAX, `The address must be ${ADDRESS_MAX} characters or less`),
});
