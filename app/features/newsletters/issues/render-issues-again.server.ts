import { newsletterIssues } from "#db/schema/newsletters";
import type { Ctx } from "~/lib/ctx";
import { renderMarkdown } from "~/lib/markdown.server";
import { renderAgain } from "~/lib/render-again.server";

/** The text of an issue, as its mail and the archive show it. */
export const renderIssueText = (body: string) => renderMarkdown(body, { blocks: "mail" });

/** Texts of issues that an older renderer made. */
export const renderIssuesAgain = (ctx: Ctx): Promise<number> => renderAgain(ctx, newsletterIssues, renderIssueText);
