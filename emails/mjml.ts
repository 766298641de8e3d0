/** Markup that is finished: everything else that a template is given becomes text. */
export type Markup = { readonly markup: string };

/** Builds markup from a template; values are escaped, except markup itself. Lists are joined. */
export function markup(parts: TemplateStringsArray, ...values: (string | number | Markup | Markup[] | null)[]): Markup {
  return { markup: parts.reduce((text, part, index) => text + written(values[index - 1]) + part) };
}

/** Markup from elsewhere that was sanitised or compiled already. */
export const asMarkup = (html: string): Markup => ({ markup: html });

export const escapeText = (text: string) => text.replace(/[&<>"'\p{Cc}]/gu, (char) => ENTITIES[char] ?? (/\s/.test(char) ? char : ""));

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Compiles a whole MJML document. Includes stay off: a template is complete. */
export async function compile(document: Markup): Promise<string> {
  // Read when first used: it takes a second and a fifth of a process's memory, and a web server seldom compiles.
  const { default: mjml2html } = await import("mjml");
  const { html, errors } = await mjml2html(document.markup, { validationLevel: "strict", keepComments: false });
  if (errors.length > 0) throw new Error(errors.map((error) => error.formattedMessage).join("\n"));
  return html;
}

function written(value: string | number | Markup | Markup[] | null | undefined): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map((part) => part.markup).join("");
  return typeof value === "object" ? value.markup : escapeText(String(value));
}
