import { readdirSync, readFileSync } from "node:fs";
import type { OwnAct, StaffAct } from "~/http/acts";

export type RouteFile = {
  file: string;
  source: string;
  path: string;
  hasLoader: boolean;
  hasAction: boolean;
};

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

/** As documents name it: `/admin/members/:ref`. */
export function addressOf(file: string): string {
  const parts = file
    .replace(/\.tsx?$/, "")
    .replace(/\[(.)\]/g, (_, character: string) => character.replace(".", "\u0000"))
    .split(".")
    .filter((part) => part !== "_index")
    .map((part) => part.replace(/_$/, "").replace(/^\$$/, "*").replace(/^\$/, ":").replaceAll("\u0000", "."));
  return `/${parts.join("/")}`;
}

/** Whom a loader or action lets in, and the act that it names. Null where there is none, or it does not say. */
export function accessLine(source: string, exported: "loader" | "action"): { access: string; act: OwnAct | StaffAct | null } | null {
  const [, body = ""] = source.split(`export async function ${exported}(`);
  const [own = ""] = body.split(/\nexport /);
  const found = /\breturn (as[A-Z]\w+)\(request(?:, "([a-z-]+)")?/.exec(own);
  if (!found) return null;
  const [, access, named] = found;
  // that of a link is its purpose
  return { access: access!, act: named && access !== "asLink" ? (named as OwnAct | StaffAct) : null };
}
