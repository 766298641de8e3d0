type MetaArgs = { matches: readonly { id: string; data?: unknown }[] };

/**
 * The document's title, “Heading – Section – Network”, as a Remix `meta` function: `export const meta = title("Sign in")`.
 * With loader data: `export const meta: MetaFunction<typeof loader> = (args) => title(args.data?.title, "Forum")(args)`.
 * No personal data in titles: they stay in histories and logs.
 */
export function title(heading: string | undefined, section?: string) {
  return ({ matches }: MetaArgs) => {
    const root = matches.find(({ id }) => id === "root")?.data as { site?: { name?: string } } | undefined;
    return [{ title: [heading, section, root?.site?.name].filter(Boolean).join(" – ") }];
  };
}
