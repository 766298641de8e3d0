import { readdirSync, readFileSync } from "node:fs";

export type RouteFile = { file: string; source: string; path: string; hasLoader: boolean; hasAction: boolean };

/** Every route file, with its address; something stands in place of parameters. */
export function routeFiles(): RouteFile[] {
  return readdirSync("app/routes").map((file) => {
    const source = readFileSync(`app/routes/${file}`, "utf8");
    return {
      file,
      source,
      path: pathOf(file),
      hasLoader: source.includes("export async function loader("),
      hasAction: source.includes("export async function action("),
    };
  });
}

export const loaderPaths = () => routeFiles().flatMap(({ hasLoader, path }) => (hasLoader ? [path] : []));
export const actionPaths = () => routeFiles().flatMap(({ hasAction, path }) => (hasAction ? [path] : []));

function pathOf(file: string): string {
  const name = file.replace(/\.tsx?$/, "").replace(/(^|\.)_index$/, "");
  const segments = name.split(/\.(?![^[]*\])/).map((segment) => segment.replaceAll(/\[(.*?)\]/g, "$1").replace(/^\$.*$/, "abcdefghij"));
  return `/${segments.filter(Boolean).join("/")}`;
}
