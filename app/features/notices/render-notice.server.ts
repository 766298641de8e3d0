import { type Rendered, renderMarkdown } from "~/lib/markdown.server";

/** A notice stands alone on its page, so its headings can be linked to. What settings say in it is escaped (`asText`). */
export const renderNotice = (body: string): Rendered => renderMarkdown(body, { anchors: true, escapes: true });
