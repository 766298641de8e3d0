import type { Finding } from "~/components/forms/form-state";
import { listSnippets } from "~/features/content/snippets/snippets.queries.server";
import { checkWriting } from "~/features/guard/writing/check-writing";
import { readAvoided } from "~/features/guard/writing/plain-words";
import type { Issue } from "~/features/newsletters/issues/issues.queries.server";
import type { Check } from "~/features/newsletters/types";
import type { Readership } from "~/features/permissions/audience.policy";
import { getSettings } from "~/features/settings/settings.queries.server";
import type { Ctx } from "~/lib/ctx";
import { type BlockForm, snippetsIn } from "~/lib/markdown/directives";
import { findWrongLinks } from "./check-readers.server";

/** Of a text whose readers are not chosen yet: no place that its writer can open is too narrow for them. */
const NOT_CHOSEN: Readership = { audience: "groups", groupIds: [] };

type Given = { text: string; html: string; form: BlockForm; readers?: Readership | null };

/** What the writer of a page or an issue may want to look at, as its readers would get it. */
export async function lookAtWriting(ctx: Ctx, { text, html, form, readers }: Given): Promise<Finding[]> {
  const links = await findWrongLinks(ctx, html, readers ?? NOT_CHOSEN);
  const snippets = form === "page" && snippetsIn(text).length > 0 ? (await listSnippets(ctx)).map(({ name }) => name) : [];
  return lookAtWords(ctx, text, { form, links, snippets });
}

type Looked = Omit<Parameters<typeof checkWriting>[1], "avoided" | "year">;

async function lookAtWords(ctx: Ctx, text: string, given: Looked): Promise<Finding[]> {
  const { wordsToAvoid } = await getSettings(ctx);
  return checkWriting(text, { ...given, avoided: readAvoided(wordsToAvoid), year: ctx.now.getUTCFullYear() });
}

/** Of a checklist's line, so many. */
const MOST_NAMED = 5;

/** The line of an issue's checklist that says how it is written; its links have lines of their own. No reason not to send. */
export async function checkIssueWriting(ctx: Ctx, { body }: Pick<Issue, "body">): Promise<Check> {
  const found = await lookAtWords(ctx, body, { form: "mail" });
  const base = { name: "writing", title: "Writing" } as const;
  if (found.length === 0) return { ...base, state: "done", words: "Nothing to look at." };
  const more = found.length > MOST_NAMED ? ` And ${found.length - MOST_NAMED} more, where it is edited.` : "";
  const said = found.slice(0, MOST_NAMED).map(({ line, words }) => `${line > 0 ? `Line ${line}: ` : ""}${words}.`);
  return { ...base, state: "warning", words: `${said.join(" ")}${more}` };
}
