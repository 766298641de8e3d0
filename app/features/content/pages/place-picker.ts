/** Where the step of a picker is shown: `base` is its page, which may ask for something already. */
export function pickerPath(base: string, asked: { at?: string; after?: string; q?: string }): string {
  const [path, before = ""] = base.split("?");
  const params = new URLSearchParams(before);
  for (const [name, value] of Object.entries(asked)) if (value) params.set(name, value);
  const text = params.toString();
  return text ? `${path}?${text}` : path!;
}

/** What the address of a picker says. */
export function readPicker(asked: URLSearchParams) {
  return { at: asked.get("at"), after: asked.get("after"), q: (asked.get("q") ?? "").trim().slice(0, 100) };
}
