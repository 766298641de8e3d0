import { readFileSync } from "node:fs";
import type { OwnAct, StaffAct } from "~/http/acts";
import routes from "~/routes";

type Entry = (typeof routes)[number];

export type Route = {
  /** As documents name it: `/admin/members/:ref`. */
  address: string;
  /** The same, with something in place of its parameters. */
  path: string;
  /** From `app/routes` on. */
  file: string;
  source: string;
  hasLoader: boolean;
  hasAction: boolean;
};

/** Stands in a path where its address has a parameter. */
export const STAND_IN = "abcdefghij";

/** Every address of `app/routes.ts`. */
export const everyRoute = (): Route[] => routesOf(routes, "");

function routesOf(entries: readonly Entry[], under: string): Route[] {
  return entries.flatMap(({ path = "", file, children = [] }) => {
    const address = `${under}/${path}`.replace(/(?<=.)\/$/, "");
    const source = readFileSync(`app/${file}`, "utf8");
    const route = {
      address,
      path: address.replace(/:\w+|\*/g, STAND_IN),
      file: file.replace("routes/", ""),
      source,
      hasLoader: source.includes("export async function loader("),
      hasAction: source.includes("export async function action("),
    };
    return [route, ...routesOf(children, address)];
  });
}

export const loaderPaths = () => everyRoute().flatMap(({ hasLoader, path }) => (hasLoader ? [path] : []));
export const actionPaths = () => everyRoute().flatMap(({ hasAction, path }) => (hasAction ? [path] : []));

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
