/** One form of a page, as it would be sent. */
export type PageForm = {
  action: string;
  /** Where its other buttons send it. */
  others: string[];
  fields: FormField[];
};

export type FormField = {
  name: string;
  kind: "hidden" | "text" | "textarea" | "select" | "radio" | "checkbox" | "password";
  /** What it holds: text, or the value that is sent where it is chosen. */
  value: string;
  isChosen: boolean;
};

/** The forms of a page that change something. */
export function formsOf(html: string): PageForm[] {
  return [...html.matchAll(/<form ([^>]*)>([\s\S]*?)<\/form>/g)]
    .filter(([, tag]) => attribute(tag!, "method") === "post")
    .map(([, tag, inside]) => ({
      action: attribute(tag!, "action")!,
      others: [...inside!.matchAll(/<button ([^>]*)>/g)].flatMap(([, button]) => attribute(button!, "formAction") ?? []),
      fields: [...inside!.matchAll(/<input ([^>]*)\/?>|<textarea ([^>]*)>([\s\S]*?)<\/textarea>|<select ([^>]*)>([\s\S]*?)<\/select>/g)]
        .flatMap(fieldOf)
        .filter(({ name }) => name !== ""),
    }));
}

function fieldOf([, input, area, text, select, options]: RegExpMatchArray): FormField[] {
  if (area !== undefined) return [{ name: nameIn(area), kind: "textarea", value: decoded(text!.replace(/^\n/, "")), isChosen: true }];
  if (select !== undefined)
    return [...options!.matchAll(/<option ([^>]*)>/g)].map(([, option]) => ({
      name: nameIn(select),
      kind: "select",
      value: attribute(option!, "value") ?? "",
      isChosen: /\bselected\b/.test(option!),
    }));
  const type = attribute(input!, "type") ?? "text";
  // what is chosen is put into no page again
  if (type === "file") return [];
  const isBox = type === "radio" || type === "checkbox";
  const kind = isBox || type === "hidden" || type === "password" ? type : "text";
  return [{ name: nameIn(input!), kind, value: attribute(input!, "value") ?? "", isChosen: !isBox || /\bchecked\b/.test(input!) }];
}

const nameIn = (tag: string) => attribute(tag, "name") ?? "";

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`, "i").exec(tag)?.[1];
  return found === undefined ? undefined : decoded(found);
}

const decoded = (text: string) =>
  text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
