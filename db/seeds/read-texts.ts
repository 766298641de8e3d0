import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

/** Seen from the folder that every program starts in. */
const TEXTS = "db/seeds/texts";

/**
 * The Markdown files in a folder of `texts` and below it, in the order of their paths.
 *
 * A file is sections: front matter between two lines `---`, then Markdown, which becomes `body`. The first section is
 * the thing itself; those that hang on it, such as the posts of a topic, become the list called `parts`. `slug` is
 * the file's path without its number and its ending.
 *
 * @throws an Error that names the file and the key where one is missing, misspelt or holds what it may not
 */
export function readTexts<Schema extends z.ZodType<object>>(
  folder: string,
  schema: Schema,
  parts?: string,
): (z.output<Schema> & { slug: string })[] {
  const files = readdirSync(join(TEXTS, folder), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md"));
  return files.sort().map((file) => {
    const path = join(TEXTS, folder, file);
    const [first, ...rest] = readSections(path);
    const text = check(path, schema, parts || rest.length ? { ...first, [parts ?? "parts"]: rest } : first);
    return { ...text, slug: file.replace(/(\d+-)?([^/]+)\.md$/, "$2") };
  });
}

/** A YAML file of `texts`. @throws as `readTexts` does */
export function readTable<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> {
  const path = join(TEXTS, file);
  return check(path, schema, parseYaml(path, readFileSync(path, "utf8")));
}

function readSections(path: string): object[] {
  const [before, ...halves] = readFileSync(path, "utf8").split(/^---$\n?/m);
  if (before !== "" || halves.length % 2 !== 0)
    throw new Error(`${path}: a line --- stands before and after each front matter, the first at the top, and nowhere else`);
  return halves.flatMap((front, index) => {
    if (index % 2 !== 0) return [];
    const body = halves[index + 1]!.replace(/^\n+|\n+$/g, "");
    return [{ ...parseYaml(path, front), ...(body && { body }) }];
  });
}

function parseYaml(path: string, text: string): object {
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
  }
}

function check<Schema extends z.ZodType>(path: string, schema: Schema, value: unknown): z.output<Schema> {
  const { data, error } = schema.safeParse(value);
  if (error) throw new Error(`${path}:\n${z.prettifyError(error)}`);
  return data!;
}
