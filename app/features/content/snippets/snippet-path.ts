/** The address of all snippets, of one by its name, or of an act upon it. */
export const snippetPath = (name?: string, act?: string) => ["/admin/content/snippets", name, act].filter(Boolean).join("/");
