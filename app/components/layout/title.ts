import type { SectionName } from "./sections";

type MetaArgs = { matches: readonly { id: string; data?: unknown }[] };

/**
 * The document's title, “Heading – Section – Network”, as a Remix `meta` function: `export const meta = title("Sign in")`.
 * With loader data: `export const meta: MetaFunction<typeof loader> = (args) => title(args.data?.title, "Forum")(args)`.
 * No personal data in titles: they stay in histories and logs. `description` is the sentence that searches show under the title.
 */
export function title(heading: string | undefined, within?: SectionName | { title: string }, description?: string | null) {
  const section = typeof within === "object" ? within.title : within;
  return ({ matches }: MetaArgs) => {
    const root = matches.find(({ id }) => id === "root")?.data as { site?: { name?: string } } | undefined;
    const name = root?.site?.name;
    const place = section ? `${section} of ${name}` : name;
    return [
      { title: [heading, section, name].filter(Boolean).join(" – ") },
      { name: "description", content: description || [heading, place].filter(Boolean).join(": ") },
    ];
  };
}
