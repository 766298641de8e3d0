/** Text that is already HTML. Only the tag below makes it. */
export type Markup = { readonly markup: string };

type Value = string | number | Markup | readonly Markup[];

/** Builds HTML: every value is escaped unless this tag made it. */
export function html(literals: TemplateStringsArray, ...values: Value[]): Markup {
  return { markup: literals.reduce((text, literal, i) => text + show(values[i - 1]!) + literal) };
}

function show(value: Value): string {
  if (Array.isArray(value)) return value.map(show).join("");
  if (typeof value === "object") return (value as Markup).markup;
  return String(value).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

export function inboxPage(title: string, body: Markup): string {
  return html`<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="stylesheet" href="/inbox.css"></head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>`.markup;
}

export const STYLE = `
body { margin: 0; background: #f0f4f5; color: #212b32; font: 1.1875rem/1.5 arial, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.75rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { font-size: 1.375rem; }
a { color: #005eb8; overflow-wrap: anywhere; }
a:focus, input:focus, button:focus { outline: 4px solid #ffeb3b; background: #ffeb3b; color: #212b32; }
table { width: 100%; border-collapse: collapse; background: #fff; }
th, td { padding: 0.5rem; border-bottom: 1px solid #d8dde0; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: 0.25rem 1rem; padding: 1rem; background: #fff; font-size: 1rem; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
pre { padding: 1rem; background: #fff; white-space: pre-wrap; overflow-wrap: anywhere; }
iframe { width: 100%; height: 45rem; border: 1px solid #d8dde0; background: #fff; }
input, button { font: inherit; padding: 0.25rem 0.5rem; border: 2px solid #4c6272; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dt { margin-top: 0.5rem; } }
`;
